import type { Id } from "./readUpdate.ts";
import { Spans } from "./spans.ts";

/** What structs stand in: the root, an element, or a stretch of text in an element. */
export class Holder {
  readonly kind: "root" | "element" | "text";
  /** Of an element; of a stretch of text that of the element that it is in. */
  readonly name: string | undefined;
  /** How many elements it is within, itself included. */
  readonly depth: number;
  /** Of the item that it is; the root is none. */
  readonly id: Id | undefined;
  readonly #content: Siblings;
  #values: Map<string, Siblings> | undefined;

  constructor(kind: Holder["kind"], name: string | undefined, depth: number, id?: Id) {
    this.id = id;
    this.kind = kind;
    this.name = name;
    this.depth = depth;
    this.#content = new Siblings(this, undefined);
  }

  /** The values of an attribute, or else what is in it. */
  at(key: string | undefined): Siblings {
    if (key === undefined) {
      return this.#content;
    }
    this.#values ??= new Map();
    const values = this.#values.get(key) ?? new Siblings(this, key);
    this.#values.set(key, values);
    return values;
  }
}

/** What stands in one place, in its order, whether deleted or not. */
export class Siblings {
  readonly holder: Holder;
  /** The name of the attribute that they are values of. */
  readonly key: string | undefined;
  first: Piece | undefined;

  constructor(holder: Holder, key: string | undefined) {
    this.holder = holder;
    this.key = key;
  }
}

/** Structs of one client, one after the other, that stand beside each other. */
export interface Piece {
  readonly client: number;
  readonly clock: number;
  length: number;
  /** The neighbours that it was written between. */
  readonly origin: Id | undefined;
  readonly rightOrigin: Id | undefined;
  /** `undefined` where what it stood in is gone, and its place forgotten. */
  readonly place: Siblings | undefined;
  /** What it is to those that stand in it. */
  readonly holder: Holder | undefined;
  readonly isGone: boolean;
  /** What stands to its right. */
  next: Piece | undefined;
  /** Each has come after all that it names. */
  arrival: number;
}

export const isSame = (one: Id | undefined, other: Id | undefined): boolean =>
  one?.client === other?.client && one?.clock === other?.clock;

/** How many of the pieces, which are in order, begin at `clock` or before it. */
const upTo = (pieces: readonly Piece[], clock: number): number => {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.clock ?? 0) <= clock) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
};

const endOf = (piece: Piece | undefined): number => (piece ? piece.clock + piece.length : 0);

/**
 * What is known of a document without its content: which structs there are, where they stand, and which
 * are deleted. It takes no Y.Doc to say whether an update fits. What is put in can be taken back until it is kept.
 */
export class Ledger {
  readonly root = new Holder("root", undefined, 0);
  readonly #clients = new Map<number, Piece[]>();
  readonly #deleted = new Map<number, Spans>();
  /** Absent while nothing needs to be taken back. */
  #undo: (() => void)[] | undefined = [];
  #arrivals = 0;
  structs = 0;
  /** How often an item was held against another that was written at the same place at the same time. */
  conflicts = 0;

  next(client: number): number {
    return endOf(this.#clients.get(client)?.at(-1));
  }

  find({ client, clock }: Id): Piece | undefined {
    const pieces = this.#clients.get(client);
    // Most name what came just before.
    const last = pieces?.at(-1);
    const piece = !last || last.clock <= clock ? last : pieces?.[upTo(pieces, clock) - 1];
    return clock < endOf(piece) ? piece : undefined;
  }

  /** The piece that ends with an item. */
  endingAt({ client, clock }: Id): Piece | undefined {
    const piece = this.find({ client, clock });
    if (piece && endOf(piece) > clock + 1) {
      this.#split(piece, clock + 1);
    }
    return piece;
  }

  /** The piece that begins with an item. */
  startingAt(id: Id): Piece | undefined {
    const piece = this.find(id);
    return piece && piece.clock < id.clock ? this.#split(piece, id.clock) : piece;
  }

  #split(piece: Piece, clock: number): Piece {
    const { client, length, next } = piece;
    const pieces = this.#clients.get(client) ?? [];
    const at = upTo(pieces, clock);
    const origin = { client, clock: clock - 1 };
    const rest = { ...piece, clock, length: endOf(piece) - clock, origin };
    pieces.splice(at, 0, rest);
    piece.length -= rest.length;
    piece.next = rest;
    this.#undo?.push(() => {
      pieces.splice(at, 1);
      piece.length = length;
      piece.next = next;
    });
    return rest;
  }

  /** The pieces of a client up to an item, the last first. */
  *piecesBefore({ client, clock }: Id): Generator<Piece> {
    const pieces = this.#clients.get(client) ?? [];
    for (let at = upTo(pieces, clock) - 1; at >= 0; at -= 1) {
      const piece = pieces[at];
      if (piece) {
        yield piece;
      }
    }
  }

  /** Puts a piece, the next of its client and new, to the right of another, or first in its place. */
  add(piece: Piece, after: Piece | undefined): void {
    const { place, client, length } = piece;
    const before = after ?? place;
    const next = after ? after.next : place?.first;
    let pieces = this.#clients.get(client);
    if (!pieces) {
      pieces = [];
      this.#clients.set(client, pieces);
    }
    this.#arrivals += 1;
    const last = pieces.at(-1);
    if (last && continues(last, piece, after)) {
      last.length += length;
      this.#undo?.push(() => {
        last.length -= length;
      });
      return;
    }
    piece.next = next;
    piece.arrival = this.#arrivals;
    pieces.push(piece);
    link(before, piece);
    this.#undo?.push(() => {
      pieces.pop();
      link(before, next);
    });
  }

  isDeleted({ client, clock }: Id, length: number): boolean {
    return this.#deleted.get(client)?.has(clock, clock + length) ?? false;
  }

  addDeleted({ client, clock }: Id, length: number): void {
    const spans = this.#deleted.get(client) ?? new Spans();
    this.#deleted.set(client, spans);
    spans.add(clock, clock + length);
  }

  keep(): void {
    if (this.#undo) {
      this.#undo = [];
    }
  }

  /** Runs what puts in what is stored, of which nothing is taken back. */
  fill(work: () => void): void {
    this.#undo = undefined;
    work();
    this.#undo = [];
  }

  /** Takes back all pieces since the last `keep`. */
  takeBack(): void {
    for (let undo = this.#undo?.pop(); undo; undo = this.#undo?.pop()) {
      undo();
    }
  }

  /** The next clock of every client. */
  get vector(): ReadonlyMap<number, number> {
    return new Map([...this.#clients].map(([client, pieces]) => [client, endOf(pieces.at(-1))]));
  }
}

const link = (before: Piece | Siblings | undefined, to: Piece | undefined): void => {
  if (before instanceof Siblings) {
    before.first = to;
  } else if (before) {
    before.next = to;
  }
};

/** Whether a piece can be told as more of the last one of its client. */
const continues = (last: Piece, piece: Piece, after: Piece | undefined): boolean =>
  last.isGone === piece.isGone &&
  last.holder === undefined &&
  piece.holder === undefined &&
  last.place === piece.place &&
  (piece.place === undefined ||
    (after === last &&
      isSame(piece.origin, { client: last.client, clock: endOf(last) - 1 }) &&
      isSame(piece.rightOrigin, last.rightOrigin)));
