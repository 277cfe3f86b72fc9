import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { DatabaseAway } from "../database/databaseAway.ts";
import type { StoredEntry, StoredUpdate } from "./documentEntryModel.ts";
import { updateFrame } from "./documentMessages.ts";
import type { DocumentPeer } from "./documentPeer.ts";
import type { DocumentState } from "./documentState.ts";
import type { Journal, JournalWriter } from "./journal.ts";
import type { RoomMail } from "./roomMail.ts";
import { UpdateRefused } from "./updateRefused.ts";

/** Something admitted, or already known, that waits until all before it is in the journal. */
export interface Waiting {
  readonly update: StoredUpdate | undefined;
  /** Whether that is just what its editor sent. */
  readonly isWhole: boolean;
  readonly peer?: DocumentPeer;
  readonly isServer?: boolean;
  readonly as?: number | undefined;
  /** As its editor sent it. */
  readonly sent?: Uint8Array;
  readonly saved?: () => void;
  readonly failed?: (reason: UpdateRefused | DatabaseAway) => void;
}

const farBehind = (): DatabaseAway =>
  new DatabaseAway("others have written much in the meantime", { hasBegun: false });

/** A copy: a view into what came over the network, as `slice` of a Buffer makes, would keep all of that in memory. */
export const storedUpdate = (
  fresh: Uint8Array,
  { clients, by, at }: { clients: readonly number[]; by: Person | undefined; at: Date },
): StoredUpdate => {
  const update = new Uint8Array(fresh);
  // Spread in front, it would be of a shape of its own each time, which is slow to make and to read.
  return by ? { by, at, update, clients } : { at, update, clients };
};

export interface RoomJournalDeps {
  readonly journal: Journal;
  readonly readAfter: (name: DocumentName, seq: number) => Promise<readonly StoredEntry[]>;
}

interface RoomJournalGiven {
  readonly name: DocumentName;
  readonly state: DocumentState;
  readonly mail: RoomMail;
  readonly deps: RoomJournalDeps;
  /** This node has added updates to the journal. */
  readonly stored: (updates: readonly StoredUpdate[]) => void;
  /** The document was removed. */
  readonly ended: () => void;
  /** So much was written elsewhere that what comes next is not in the journal any more: it has to be loaded anew. */
  readonly lost: () => void;
}

/**
 * What of an open document waits for its journal, and what other nodes have written there: only what is in the journal
 * is shown to anybody, or said to be saved.
 */
export class RoomJournal implements JournalWriter {
  readonly name: DocumentName;
  readonly #state: DocumentState;
  readonly #mail: RoomMail;
  readonly #deps: RoomJournalDeps;
  readonly #stored: RoomJournalGiven["stored"];
  readonly #ended: () => void;
  readonly #lost: () => void;
  #isLost = false;
  #waiting: Waiting[] = [];
  #catchingUp: Promise<void> | undefined;
  #isBehind = false;
  #onAppended: (() => void) | undefined;

  constructor({ name, state, mail, deps, stored, ended, lost }: RoomJournalGiven) {
    this.name = name;
    this.#state = state;
    this.#mail = mail;
    this.#deps = deps;
    this.#stored = stored;
    this.#ended = ended;
    this.#lost = lost;
  }

  get seq(): number {
    return this.#state.seq;
  }

  /** Whether nothing waits. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  waiting(): readonly StoredUpdate[] {
    return this.#waiting.flatMap(({ update }) => update ?? []);
  }

  wait(waiting: Waiting): void {
    if (this.#isLost) {
      waiting.failed?.(farBehind());
      return;
    }
    waiting.peer?.waits(waiting.sent?.length ?? 0);
    if (waiting.update === undefined && this.isEmpty) {
      this.#release([waiting]);
      return;
    }
    this.#waiting.push(waiting);
    if (waiting.update) {
      this.#deps.journal.want(this);
    }
  }

  appended(entry: StoredEntry): void {
    this.#state.add(entry);
    this.#onAppended?.();
    let left = entry.updates.length;
    const end = this.#waiting.findIndex(({ update }) => {
      left -= update ? 1 : 0;
      return left < 0;
    });
    this.#release(this.#waiting.splice(0, end < 0 ? this.#waiting.length : end));
    this.#stored(entry.updates);
  }

  async overtaken(): Promise<void> {
    // What was about to be heard of as stored is not.
    this.#onAppended?.();
    await this.catchUp();
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
    while (this.#isBehind && !this.#isLost) {
      this.#isBehind = false;
      await this.#readOn();
    }
  }

  /** It is durable: the others may see it, and whoever made it may say so. */
  #release(done: readonly Waiting[]): void {
    for (const { update, isWhole, peer, sent, saved } of done) {
      if (update) {
        this.#mail.share(updateFrame(update.update));
      }
      if (peer && sent) {
        peer.waits(-sent.length);
        if (!isWhole) {
          this.#mail.tell(peer, updateFrame(sent));
        }
      }
      saved?.();
    }
  }

  async #readOn(): Promise<void> {
    for (const entry of await this.#deps.readAfter(this.name, this.#state.seq - 1)) {
      if (entry.isEnd) {
        this.#end(entry);
      } else if (entry.seq === this.#state.seq && this.#deps.journal.isOwn(entry)) {
        await this.#isAppended();
        return;
      } else if (entry.seq === this.#state.seq) {
        // What was appended meanwhile is known.
        const isApart = this.#state.hear(entry);
        entry.updates.forEach(({ update }) => this.#mail.share(updateFrame(update)));
        if (!isApart) {
          this.#admitAgain();
        }
      } else if (entry.seq > this.#state.seq) {
        this.#lose();
        return;
      }
    }
  }

  /** What comes next has been cut away: what waits here is not stored, and comes again with whoever wrote it. */
  #lose(): void {
    this.#isLost = true;
    this.#waiting.splice(0).forEach(({ failed }) => failed?.(farBehind()));
    this.#lost();
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
    this.#state.add(entry);
    this.#ended();
    const reason = new UpdateRefused("read_only", "the document was removed");
    this.#waiting.splice(0).forEach(({ failed }) => failed?.(reason));
  }

  /** What waits is looked over again, now that more is known. */
  #admitAgain(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#state.reset();
    for (const one of waiting) {
      try {
        const { update, ...rest } = one;
        const { isServer = false, as } = one;
        const author = { user: update?.by?.id ?? "", isServer, as };
        const admitted = update && this.#state.admit(update.update, author);
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
}
