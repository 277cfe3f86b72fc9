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
  writeVector,
} from "./documentMessages.ts";
import type { StoredUpdate } from "./documentEntryModel.ts";
import type { DocumentPeer } from "./documentPeer.ts";
import { DocumentPresence } from "./documentPresence.ts";
import type { DocumentState } from "./documentState.ts";
import type { Outbox, Sender } from "./outbox.ts";
import { RoomJournal, storedUpdate, type RoomJournalDeps } from "./roomJournal.ts";
import { RoomMail } from "./roomMail.ts";
import { SentState } from "./sentState.ts";
import { UpdateRefused } from "./updateRefused.ts";

export interface RoomDeps extends RoomJournalDeps {
  readonly outbox: Outbox;
  readonly now: () => Date;
  /** Entries were added: by this node, with what they hold. */
  readonly stored: (room: DocumentRoom, updates: readonly StoredUpdate[]) => void;
  /** Tells other nodes who has a document open here, or asks them who has it there. */
  readonly tellPresence: (name: DocumentName, entries: Uint8Array | undefined) => void;
  /** It has to be loaded anew. */
  readonly lost: (room: DocumentRoom) => void;
  readonly timers: Timers;
  readonly logFault: (fault: unknown) => void;
}

/** How often a room may rest before it forgets what it would have to make again for whoever writes next. */
const RESTS = 2;

/** One open document and those who have it open. */
export class DocumentRoom implements Sender {
  readonly name: DocumentName;
  readonly state: DocumentState;
  readonly peers = new Set<DocumentPeer>();
  readonly #deps: RoomDeps;
  readonly #presence: DocumentPresence;
  readonly #sent: SentState;
  readonly #mail: RoomMail;
  readonly #journal: RoomJournal;
  #restedFor = 0;

  constructor(name: DocumentName, state: DocumentState, deps: RoomDeps) {
    this.name = name;
    this.state = state;
    this.#sent = new SentState(state);
    this.#deps = deps;
    this.#presence = new DocumentPresence((client, user) => {
      const owner = state.ownerOf(client);
      return owner === undefined || owner === user;
    });
    this.#mail = new RoomMail(() => deps.outbox.want(this));
    this.#journal = new RoomJournal({
      name,
      state,
      mail: this.#mail,
      deps,
      stored: (updates) => deps.stored(this, updates),
      ended: () => this.closeAll(documentClose.notFound, "not_found"),
      lost: () => deps.lost(this),
    });
  }

  get seq(): number {
    return this.state.seq;
  }

  get isEmpty(): boolean {
    return this.peers.size === 0 && this.#journal.isEmpty;
  }

  /** What is stored and what is about to be. */
  get updates(): readonly Uint8Array[] {
    return [...this.state.updates, ...this.#journal.waiting().map(({ update }) => update)];
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
    this.#mail.forget(peer);
    this.#presence.leave(peer);
    this.#wantPresence();
    if (![...this.peers].some(({ hasWritten }) => hasWritten) && this.#journal.isEmpty) {
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
    if (fresh === undefined && this.#journal.isEmpty) {
      return;
    }
    await new Promise<void>((saved, failed) => {
      this.#journal.wait({
        update: fresh && storedUpdate(fresh, { clients, by, at: this.#deps.now() }),
        isWhole: true,
        isServer,
        as,
        saved,
        failed,
      });
    });
  }

  /** Takes in what other nodes have stored until now. */
  catchUp(): Promise<void> {
    return this.#journal.catchUp();
  }

  /** Sends everybody what has come since the last time, in one write for each. */
  flush(): number {
    return this.#mail.send(this.peers);
  }

  flushPresence(): void {
    if (this.#presence.hasNews) {
      this.#mail.share(presenceFrame(this.#presence.takeNews()));
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
    if (this.#restedFor > RESTS && this.#journal.isEmpty) {
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
      this.#journal.wait({ update: undefined, isWhole: false, peer, sent: update });
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
      this.#journal.wait({
        update: fresh && storedUpdate(fresh, { clients, by: person, at: this.#deps.now() }),
        isWhole: fresh === update,
        peer,
        sent: update,
      });
    } catch (reason) {
      if (isSure || !(reason instanceof UpdateRefused) || !reason.mayBeBehind) {
        throw reason;
      }
      if (!peer.hasAnswered && !isSync && reason.restsOnMore) {
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

  #wantPresence(): void {
    if (this.#presence.hasNews) {
      this.#deps.outbox.wantPresence(this);
    }
  }
}
