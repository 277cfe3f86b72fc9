import { STATE_MAX_BYTES } from "../../shared/documents/documentLimits.ts";
import { admitUpdate } from "./admitUpdate.ts";
import { ClientOwners, type Author } from "./clientOwners.ts";
import type { StoredEntry, StoredOwner, StoredUpdate } from "./documentEntryModel.ts";
import { Ledger } from "./ledger.ts";
import { endsOf, type StateEnds } from "./stateEnds.ts";
import { UpdateRefused } from "./updateRefused.ts";

/** An update that changes nothing. */
export const NO_UPDATE: Uint8Array = Uint8Array.of(0, 0);
/** What may have come since the last snapshot, beyond the document's own limit. */
const TAIL_MAX_BYTES = STATE_MAX_BYTES;

/** A document as it was found. */
export interface LoadedDocument {
  readonly base: Uint8Array;
  /** Of the base; absent: they are read from it once they are asked for. */
  readonly ends?: StateEnds | undefined;
  /** Of the last entry in the base; -1 if there is none. */
  readonly seq: number;
  readonly owners: readonly StoredOwner[];
  readonly entries: readonly StoredEntry[];
}

interface Rebase {
  readonly ends: StateEnds | undefined;
  readonly structs: number;
}

interface Tail {
  readonly seq: number;
  readonly updates: readonly Uint8Array[];
}

/** Rather than only naming whose a client is. */
export const changesSomething = ({ update }: Pick<StoredUpdate, "update">): boolean =>
  update.length > NO_UPDATE.length;

/** A document as bytes: what is stored, who owns which client, and, while somebody writes, a ledger. */
export class DocumentState {
  #base: Uint8Array;
  #tail: Tail[];
  /** Of the entry that comes next. */
  seq: number;
  #isEnded = false;
  #tailBytes = 0;
  #tailUpdates = 0;
  #deletions: Uint8Array | undefined;
  #knownEnds: StateEnds | undefined;
  readonly #owners: ClientOwners;
  #ledger: Ledger | undefined;

  constructor({ base, ends, seq, owners, entries }: LoadedDocument) {
    this.#base = base;
    this.#knownEnds = ends;
    this.#tail = [];
    this.seq = seq + 1;
    this.#owners = new ClientOwners(owners);
    entries.forEach((entry) => this.add(entry));
    this.#owners.forgetWaiting();
  }

  /** It was removed: nothing can be written any more. */
  get isEnded(): boolean {
    return this.#isEnded;
  }

  get base(): Uint8Array {
    return this.#base;
  }

  get tail(): readonly Uint8Array[] {
    return this.#tail.flatMap(({ updates }) => updates);
  }

  get tailBytes(): number {
    return this.#tailBytes;
  }

  get tailEntries(): number {
    return this.#tail.length;
  }

  get tailUpdates(): number {
    return this.#tailUpdates;
  }

  get owners(): ReadonlyMap<number, string> {
    return this.#owners.stored;
  }

  /** Everything that is stored. */
  get updates(): readonly Uint8Array[] {
    return [this.#base, ...this.tail];
  }

  /** The deletions in the base, without what they delete. */
  get baseDeletions(): Uint8Array {
    this.#deletions ??= Buffer.concat([Buffer.of(0), this.#base.subarray(this.#ends.deletedAt)]);
    return this.#deletions;
  }

  /** Whether somebody who knows that much knows all structs of the base. */
  isBaseWithin(known: ReadonlyMap<number, number>): boolean {
    return [...this.#ends.next].every(([client, next]) => (known.get(client) ?? 0) >= next);
  }

  /** Whether it is ready to be written, which takes several times its size. */
  get isWritable(): boolean {
    return this.#ledger !== undefined;
  }

  get ledger(): Ledger {
    this.#ledger ??= this.#makeLedger();
    return this.#ledger;
  }

  /** The next clock of every client, of what is stored and what waits: to be told, no ledger has to be made. */
  get vector(): ReadonlyMap<number, number> {
    if (this.#ledger) {
      return this.#ledger.vector;
    }
    const vector = new Map(this.#ends.next);
    for (const update of this.tail) {
      endsOf(update).next.forEach((next, client) =>
        vector.set(client, Math.max(next, vector.get(client) ?? 0)),
      );
    }
    return vector;
  }

  /** Nobody writes any more. */
  dropLedger(): void {
    this.#ledger = undefined;
  }

  /** Takes back all that has been admitted and is not stored. */
  reset(): void {
    this.dropLedger();
    this.#owners.forgetWaiting();
  }

  /** Puts an entry that is in the journal at its place, which is the next. */
  add({ seq, updates, isEnd = false }: StoredEntry): void {
    this.#isEnded ||= isEnd;
    this.#tail.push({ seq, updates: updates.map(({ update }) => update) });
    this.seq = seq + 1;
    this.#tailUpdates += updates.length;
    for (const one of updates) {
      this.#tailBytes += one.update.length;
      this.#owners.store(one);
    }
  }

  /** Takes in what somebody else has stored. False if that meets what waits here: then `reset`. */
  hear(entry: StoredEntry): boolean {
    this.add(entry);
    const isApart = entry.updates.every(({ clients, by }) =>
      clients.every((client) => (this.#owners.of(client) ?? by?.id ?? "") === (by?.id ?? "")),
    );
    if (!isApart || !this.#hearUpdates(entry.updates)) {
      return false;
    }
    for (const { clients, by } of entry.updates) {
      clients.forEach((client) => this.#owners.own(client, by?.id ?? ""));
    }
    return true;
  }

  /** The entries up to this seq are in this state from now on. */
  rebase(base: Uint8Array, seq: number, { ends, structs }: Rebase): void {
    this.#base = base;
    this.#deletions = undefined;
    this.#knownEnds = ends;
    this.#tail = this.#tail.filter((entry) => entry.seq > seq);
    const { tail } = this;
    this.#tailUpdates = tail.length;
    this.#tailBytes = tail.reduce((sum, { length }) => sum + length, 0);
    if (this.#ledger) {
      this.#ledger.structs = Math.min(this.#ledger.structs, structs + this.#tailBytes);
    }
  }

  /** What of an update is new, and which of its clients are. Throws `UpdateRefused`; changes nothing then. */
  admit(
    update: Uint8Array,
    { user, isServer, as }: Author,
    /** Who shows themselves as a client just now. */
    shownBy: (client: number) => string | undefined = () => undefined,
  ): { readonly fresh: Uint8Array | undefined; readonly clients: readonly number[] } {
    const { admitted, clients } = this.#examine(update, { user, isServer, as }, shownBy);
    admitted.commit();
    clients.forEach((client) => this.#owners.own(client, user ?? ""));
    return { fresh: admitted.fresh ?? (clients.length > 0 ? NO_UPDATE : undefined), clients };
  }

  /** Throws `UpdateRefused` if it would not be admitted. */
  examine(update: Uint8Array, author: Author): void {
    this.#examine(update, author, () => undefined).admitted.drop();
  }

  #examine(update: Uint8Array, author: Author, shownBy: (client: number) => string | undefined) {
    if (this.#isEnded) {
      throw new UpdateRefused("read_only", "the document was removed");
    }
    const admitted = admitUpdate(this.ledger, update);
    try {
      const size = this.#base.length + this.#tailBytes + (admitted.fresh?.length ?? 0);
      const isFull = this.#base.length > STATE_MAX_BYTES || size > STATE_MAX_BYTES + TAIL_MAX_BYTES;
      // What adds nothing may still be told of: whose a client is.
      if (isFull && admitted.fresh) {
        throw new UpdateRefused("document_full");
      }
      return { admitted, clients: this.#owners.newOf(admitted.clients, author, shownBy) };
    } catch (reason) {
      admitted.drop();
      throw reason;
    }
  }

  /** Who a client belongs to, if anybody used it yet. */
  ownerOf(client: number): string | undefined {
    return this.#owners.of(client);
  }

  #hearUpdates(updates: readonly StoredUpdate[]): boolean {
    if (!this.#ledger) {
      return true;
    }
    for (const { update } of updates.filter(changesSomething)) {
      const admitted = admitUpdate(this.#ledger, update, { isTrusted: true });
      if (admitted.fresh !== update) {
        admitted.drop();
        return false;
      }
      admitted.commit();
    }
    return true;
  }

  get #ends(): StateEnds {
    this.#knownEnds ??= endsOf(this.#base);
    return this.#knownEnds;
  }

  #makeLedger(): Ledger {
    const ledger = new Ledger();
    ledger.fill(() => {
      for (const update of this.updates) {
        admitUpdate(ledger, update, { isTrusted: true }).commit();
      }
    });
    return ledger;
  }
}
