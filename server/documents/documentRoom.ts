import { documentClose } from "../../shared/documents/documentClose.ts";
import { SYNC_MAX_BYTES, UPDATE_MAX_BYTES } from "../../shared/documents/documentLimits.ts";
import type { Timers } from "../database/timers.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { Person } from "../../shared/protocol/person.ts";
import {
  askFrame,
  presenceFrame,
  readMessage,
  readVector,
  updateFrame,
  writeVector,
} from "./documentMessages.ts";
import type { StoredEntry, StoredUpdate } from "./documentEntryModel.ts";
import type { DocumentPeer } from "./documentPeer.ts";
import { DocumentPresence } from "./documentPresence.ts";
import type { DocumentState } from "./documentState.ts";
import type { Journal, JournalWriter } from "./journal.ts";
import type { Outbox } from "./outbox.ts";
import { SentState } from "./sentState.ts";
import { UpdateRefused } from "./updateRefused.ts";

/** Something admitted, or already known, that waits until all before it is in the journal. */
interface Waiting {
  readonly update: StoredUpdate | undefined;
  /** Whether that is just what its editor sent. */
  readonly isWhole: boolean;
  readonly peer?: DocumentPeer;
  readonly isServer?: boolean;
  readonly as?: number | undefined;
  /** As its editor sent it. */
  readonly sent?: Uint8Array;
  readonly saved?: () => void;
  readonly failed?: (reason: UpdateRefused) => void;
}

export interface RoomDeps {
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly now: () => Date;
  readonly readAfter: (name: DocumentName, seq: number) => Promise<readonly StoredEntry[]>;
  /** Entries were added: by this node, with what they hold. */
  readonly stored: (room: DocumentRoom, updates: readonly StoredUpdate[]) => void;
  /** Tells other nodes who has a document open here, or asks them who has it there. */
  readonly tellPresence: (name: DocumentName, entries: Uint8Array | undefined) => void;
  readonly timers: Timers;
  readonly logFault: (fault: unknown) => void;
}

/** How often a room may rest before it forgets what it would have to make again for whoever writes next. */
const RESTS = 2;

/** Refusals that may come of not knowing what another node has stored. */
const MAY_BE_BEHIND: ReadonlySet<string> = new Set(["gap", "unknown_item", "not_yours"]);

/** Refusals of what an editor writes on before it was asked for what it wrote last. */
const RESTS_ON_MORE: ReadonlySet<string> = new Set(["gap", "unknown_item"]);

/** One open document and those who have it open. */
export class DocumentRoom implements JournalWriter {
  readonly name: DocumentName;
  readonly state: DocumentState;
  readonly peers = new Set<DocumentPeer>();
  readonly #deps: RoomDeps;
  readonly #presence: DocumentPresence;
  readonly #sent: SentState;
  #waiting: Waiting[] = [];
  #shared: Buffer[] = [];
  #own = new Map<DocumentPeer, Buffer[]>();
  #catchingUp: Promise<void> | undefined;
  #isBehind = false;
  #restedFor = 0;
  #onAppended: (() => void) | undefined;

  constructor(name: DocumentName, state: DocumentState, deps: RoomDeps) {
    this.name = name;
    this.state = state;
    this.#sent = new SentState(state);
    this.#deps = deps;
    this.#presence = new DocumentPresence((client, user) => {
      const owner = state.ownerOf(client);
      return owner === undefined || owner === user;
    });
  }

  get seq(): number {
    return this.state.seq;
  }

  get isEmpty(): boolean {
    return this.peers.size === 0 && this.#waiting.length === 0;
  }

  /** What is stored and what is about to be. */
  get updates(): readonly Uint8Array[] {
    return [...this.state.updates, ...this.waiting().map(({ update }) => update)];
  }

  waiting(): readonly StoredUpdate[] {
    return this.#waiting.flatMap(({ update }) => update ?? []);
  }

  join(peer: DocumentPeer): void {
    if (this.state.isEnded) {
      peer.close(documentClose.notFound, "not_found");
      return;
    }
    this.peers.add(peer);
    if (peer.mayEdit) {
      peer.write(askFrame(writeVector(this.state.vector)));
    }
  }

  leave(peer: DocumentPeer): void {
    this.peers.delete(peer);
    this.#own.delete(peer);
    this.#presence.leave(peer);
    this.#wantPresence();
    if (![...this.peers].some(({ hasWritten }) => hasWritten) && this.#waiting.length === 0) {
      this.state.dropLedger();
    }
  }

  /** What an editor says. What can't be taken ends its connection, and leaves nothing behind. */
  hear(peer: DocumentPeer, bytes: Uint8Array): void {
    if (!peer.isOpen || peer.keeps(bytes)) {
      return;
    }
    try {
      this.#take(peer, bytes);
    } catch (reason) {
      if (!(reason instanceof UpdateRefused)) {
        this.#deps.logFault(reason);
        peer.close(documentClose.again, "fault");
      } else {
        peer.refuse(reason.reason);
      }
    }
  }

  /**
   * Admits an update in somebody's name; resolves once it is in the journal, and that the client `as` is theirs.
   * Throws `UpdateRefused`.
   */
  async put(
    update: Uint8Array,
    by: Person | undefined,
    isServer: boolean,
    as?: number,
  ): Promise<void> {
    this.#restedFor = 0;
    const { fresh, clients } = this.state.admit(
      update,
      { user: by?.id ?? "", isServer, as },
      (client) => this.#presence.userOf(client),
    );
    if (fresh === undefined && this.#waiting.length === 0) {
      return;
    }
    await new Promise<void>((saved, failed) => {
      this.#wait({
        update: fresh && this.#asStored(fresh, clients, by),
        isWhole: true,
        isServer,
        as,
        saved,
        failed,
      });
    });
  }

  appended(entry: StoredEntry): void {
    this.state.add(entry);
    this.#onAppended?.();
    let left = entry.updates.length;
    const end = this.#waiting.findIndex(({ update }) => {
      left -= update ? 1 : 0;
      return left < 0;
    });
    this.#release(this.#waiting.splice(0, end < 0 ? this.#waiting.length : end));
    this.#deps.stored(this, entry.updates);
  }

  /** Takes in what other nodes have stored until now. */
  catchUp(): Promise<void> {
    // What is being read may have been read before that.
    this.#isBehind = true;
    this.#catchingUp ??= this.#readAll().finally(() => {
      this.#catchingUp = undefined;
    });
    return this.#catchingUp;
  }

  async #readAll(): Promise<void> {
    while (this.#isBehind) {
      this.#isBehind = false;
      await this.#readOn();
    }
  }

  async overtaken(): Promise<void> {
    await this.catchUp();
  }

  /** Sends everybody what has come since the last time, in one write for each. */
  flush(): number {
    const { length } = this.#shared;
    const [first] = this.#shared;
    const shared = first && length === 1 ? first : Buffer.concat(this.#shared);
    const own = this.#own;
    this.#shared = [];
    this.#own = new Map();
    for (const peer of length > 0 ? this.peers : own.keys()) {
      const extra = own.get(peer);
      if (peer.hasState && (extra || length > 0)) {
        peer.write(extra ? Buffer.concat([shared, ...extra]) : shared);
      }
    }
    return length;
  }

  flushPresence(): void {
    if (this.#presence.hasNews) {
      this.#share(presenceFrame(this.#presence.takeNews()));
    }
    this.#tellNodes(this.#presence.takeUntold());
  }

  /** Another node tells who has the document open there, or asks who has it here. */
  hearNode(node: string, presence: Uint8Array | undefined): void {
    if (presence) {
      this.#presence.hearNode(node, presence, this.#deps.timers.now());
      this.#wantPresence();
    } else {
      this.#tellNodes(this.#presence.everybodyHere);
    }
  }

  #tellNodes(entries: Uint8Array | undefined): void {
    if (entries) {
      this.#deps.tellPresence(this.name, entries);
    }
  }

  /** Told now and then. What only writing needs is let go when nobody has written for a while. */
  rest(): void {
    this.#restedFor += 1;
    if (this.#restedFor > RESTS && this.#waiting.length === 0) {
      this.state.dropLedger();
    }
  }

  closeAll(code: number, reason: string): void {
    this.peers.forEach((peer) => peer.close(code, reason));
  }

  #take(peer: DocumentPeer, bytes: Uint8Array): void {
    const message = readMessage(bytes);
    switch (message.what) {
      case "state":
        this.#sendState(peer, readVector(message.vector));
        break;
      case "update":
        this.#submit(peer, message.update, message.isSync);
        peer.hasAnswered ||= message.isSync;
        break;
      case "presence":
        this.#presence.hear(peer, message.presence);
        this.#wantPresence();
        break;
      case "askPresence":
        this.#sendPresence(peer);
        break;
    }
  }

  #sendState(peer: DocumentPeer, known: ReadonlyMap<number, number>): void {
    peer.writeState(this.#sent.for(known));
    this.#sendPresence(peer);
  }

  #sendPresence(peer: DocumentPeer): void {
    const everybody = this.#presence.everybody(this.#deps.timers.now());
    if (everybody) {
      peer.write(presenceFrame(everybody));
    }
  }

  #submit(peer: DocumentPeer, update: Uint8Array, isSync: boolean, isSure = false): void {
    const { person } = peer;
    const isNothing = update.length === 2 && update.every((byte) => byte === 0);
    if (!peer.mayEdit || !person) {
      // Some providers send what they have without being asked: nothing is not too much.
      if (isNothing) {
        return;
      }
      throw new UpdateRefused("read_only");
    }
    if (isNothing) {
      // What nearly everybody answers who comes: for that no ledger is made.
      this.#wait({ update: undefined, isWhole: false, peer, sent: update });
      return;
    }
    if (update.length > (isSync ? SYNC_MAX_BYTES : UPDATE_MAX_BYTES)) {
      throw new UpdateRefused("too_large");
    }
    this.#restedFor = 0;
    peer.hasWritten = true;
    try {
      const { fresh, clients } = this.state.admit(
        update,
        { user: person.id, isServer: false },
        (client) => this.#presence.userOf(client),
      );
      this.#wait({
        update: fresh && this.#asStored(fresh, clients, person),
        isWhole: fresh === update,
        peer,
        sent: update,
      });
    } catch (reason) {
      if (isSure || !(reason instanceof UpdateRefused) || !MAY_BE_BEHIND.has(reason.reason)) {
        throw reason;
      }
      if (!peer.hasAnswered && !isSync && RESTS_ON_MORE.has(reason.reason)) {
        // It rests on what was not stored when the editor left, and comes with that in its answer.
        return;
      }
      this.#lookAgain(peer, () => this.#submit(peer, update, isSync, true));
    }
  }

  /** It may rest on what another node has stored: that is asked before it is refused. */
  #lookAgain(peer: DocumentPeer, submit: () => void): void {
    const look = async (): Promise<void> => {
      try {
        await this.catchUp();
        submit();
      } catch (reason) {
        if (reason instanceof UpdateRefused) {
          peer.refuse(reason.reason);
        } else {
          peer.close(documentClose.again, "unavailable");
        }
      }
    };
    peer.hold(look(), (message) => this.hear(peer, message));
  }

  #asStored(update: Uint8Array, clients: readonly number[], by: Person | undefined): StoredUpdate {
    // A view into what came over the network, as `slice` of a Buffer makes, would keep all of that in memory.
    const own = { at: this.#deps.now(), update: new Uint8Array(update), clients };
    // Spread in front, it would be of a shape of its own each time, which is slow to make and to read.
    return by ? { by, at: own.at, update: own.update, clients } : own;
  }

  #wait(waiting: Waiting): void {
    waiting.peer?.waits(waiting.sent?.length ?? 0);
    if (waiting.update === undefined && this.#waiting.length === 0) {
      this.#release([waiting]);
      return;
    }
    this.#waiting.push(waiting);
    if (waiting.update) {
      this.#deps.journal.want(this);
    }
  }

  /** It is durable: the others may see it, and whoever made it may say so. */
  #release(done: readonly Waiting[]): void {
    for (const { update, isWhole, peer, sent, saved } of done) {
      if (update) {
        this.#share(updateFrame(update.update));
      }
      if (peer && sent) {
        peer.waits(-sent.length);
        if (!isWhole) {
          this.#tell(peer, updateFrame(sent));
        }
      }
      saved?.();
    }
  }

  async #readOn(): Promise<void> {
    for (const entry of await this.#deps.readAfter(this.name, this.state.seq - 1)) {
      if (entry.isEnd) {
        this.#end(entry);
      } else if (entry.seq === this.state.seq && this.#deps.journal.isOwn(entry)) {
        await this.#isAppended();
        return;
      } else if (entry.seq === this.state.seq) {
        // What was appended meanwhile is known.
        const isApart = this.state.hear(entry);
        entry.updates.forEach(({ update }) => this.#share(updateFrame(update)));
        if (!isApart) {
          this.#admitAgain();
        }
      }
    }
  }

  /** Its own entry was read before it was heard that it is stored: until then nothing is known of what follows. */
  async #isAppended(): Promise<void> {
    this.#isBehind = true;
    await new Promise<void>((resolve) => {
      this.#onAppended = resolve;
    });
  }

  /** The document was removed: what waits is lost, and everybody leaves. */
  #end(entry: StoredEntry): void {
    this.state.add(entry);
    this.closeAll(documentClose.notFound, "not_found");
    const reason = new UpdateRefused("read_only", "the document was removed");
    this.#waiting.splice(0).forEach(({ failed }) => failed?.(reason));
  }

  /** What waits is looked over again, now that more is known. */
  #admitAgain(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.state.reset();
    for (const one of waiting) {
      try {
        const { update, ...rest } = one;
        const { isServer = false, as } = one;
        const author = { user: update?.by?.id ?? "", isServer, as };
        const admitted = update && this.state.admit(update.update, author);
        this.#waiting.push({
          ...rest,
          isWhole: one.isWhole && admitted?.fresh === update?.update,
          update: admitted?.fresh && update && { ...update, ...admitted, update: admitted.fresh },
        });
      } catch (reason) {
        if (!(reason instanceof UpdateRefused)) {
          throw reason;
        }
        one.peer?.refuse(reason.reason);
        one.failed?.(reason);
      }
    }
    if (this.waiting().length === 0) {
      this.#release(this.#waiting.splice(0));
    }
  }

  #share(frame: Buffer): void {
    this.#shared.push(frame);
    this.#deps.outbox.want(this);
  }

  #tell(peer: DocumentPeer, frame: Buffer): void {
    const frames = this.#own.get(peer) ?? [];
    this.#own.set(peer, frames);
    frames.push(frame);
    this.#deps.outbox.want(this);
  }

  #wantPresence(): void {
    if (this.#presence.hasNews) {
      this.#deps.outbox.wantPresence(this);
    }
  }
}
