import { isSame, type Ledger, type Piece, type Siblings } from "./ledger.ts";
import { Past } from "./past.ts";
import type { Id } from "./readUpdate.ts";
import { UpdateRefused } from "./updateRefused.ts";

interface Newcomer {
  readonly client: number;
  readonly origin: Id | undefined;
  readonly rightOrigin: Id | undefined;
}

/** What may be spent on an update that is not trusted. */
export interface Allowance {
  /** Items that its own may be held against. */
  readonly conflicts: number;
  readonly steps: number;
}

/**
 * Finds the places of an update's items among those that others wrote there meanwhile, as every Yjs will. Without an
 * allowance it trusts them.
 */
export class ItemOrder {
  readonly #ledger: Ledger;
  readonly #allowance: Allowance | undefined;
  readonly #pasts = new Map<number, Past>();
  /** How often an item was held against another. */
  conflicts = 0;
  #steps = 0;

  constructor(ledger: Ledger, allowance: Allowance | undefined) {
    this.#ledger = ledger;
    this.#allowance = allowance;
  }

  /**
   * What an item goes to the right of. Throws `UpdateRefused` where no editor can have written it: its right neighbour
   * is not to the right of its left one, or between the two is what its writer had before them. Of such items
   * replicas would not make the same.
   */
  after(place: Siblings, item: Newcomer): Piece | undefined {
    // This first: it may split the piece that the other ends.
    const right = item.rightOrigin && this.#ledger.startingAt(item.rightOrigin);
    const left = item.origin && this.#ledger.endingAt(item.origin);
    const first = left ? left.next : place.first;
    if (first === right) {
      return left;
    }
    const after = this.#resolve(item, left, first, right);
    if (this.#allowance && (first || right)) {
      this.#check(item, first, right);
    }
    return after;
  }

  /** `Item.integrate` of Yjs. */
  #resolve(
    { client, origin, rightOrigin }: Newcomer,
    left: Piece | undefined,
    first: Piece | undefined,
    right: Piece | undefined,
  ): Piece | undefined {
    let after = left;
    const passed = new Set<Piece>();
    let conflicting = new Set<Piece>();
    for (let other = first; other && other !== right; other = other.next) {
      this.#meet();
      passed.add(other);
      conflicting.add(other);
      let isBefore = false;
      if (isSame(origin, other.origin)) {
        isBefore = other.client < client;
        if (!isBefore && isSame(rightOrigin, other.rightOrigin)) {
          break;
        }
      } else {
        const its = other.origin && this.#ledger.find(other.origin);
        if (!its || !passed.has(its)) {
          break;
        }
        isBefore = !conflicting.has(its);
      }
      if (isBefore) {
        after = other;
        conflicting = new Set();
      }
    }
    return after;
  }

  #check(item: Newcomer, first: Piece | undefined, right: Piece | undefined): void {
    const { client, origin, rightOrigin } = item;
    // An editor that brings back what was deleted puts it between its own, whatever came there since.
    const isOwn = origin?.client === client && rightOrigin?.client === client;
    const others: Piece[] = [];
    let oldest = Number.POSITIVE_INFINITY;
    let last = first;
    for (; last && last !== right; last = last.next) {
      this.#meet();
      if (last.client !== client && !isOwn) {
        others.push(last);
        oldest = Math.min(oldest, last.arrival);
      }
    }
    if (last !== right && !(isOwn && this.#isTwice(item, right))) {
      throw new UpdateRefused(
        "malformed",
        "its right neighbour is not to the right of its left one",
      );
    }
    const past = this.#pastOf(item, oldest);
    if (others.some((other) => past.has(other))) {
      throw new UpdateRefused("malformed", "it passes over what its writer knew");
    }
  }

  /**
   * Whether its left neighbour is its right one as well, as Yjs has it now and then for what it brings back. Replicas
   * make the same of that unless they tell the neighbour as a part of what is before it.
   */
  #isTwice({ origin, rightOrigin }: Newcomer, right: Piece | undefined): boolean {
    if (!right || !isSame(origin, rightOrigin)) {
      return false;
    }
    const end = { client: right.client, clock: right.clock - 1 };
    const before = this.#ledger.find(end);
    return !(before && before.next === right && isSame(right.origin, end));
  }

  #pastOf({ client, origin, rightOrigin }: Newcomer, oldest: number): Past {
    const known = this.#pasts.get(client);
    const past =
      known && known.from <= oldest
        ? known
        : new Past(this.#ledger, known ? 0 : oldest, () => this.#step());
    this.#pasts.set(client, past);
    const clock = this.#ledger.next(client) - 1;
    for (const id of [clock < 0 ? undefined : { client, clock }, origin, rightOrigin]) {
      if (id) {
        past.add(id);
      }
    }
    return past;
  }

  #meet(): void {
    this.conflicts += 1;
    if (this.conflicts > (this.#allowance?.conflicts ?? Number.POSITIVE_INFINITY)) {
      throw new UpdateRefused("too_many_conflicts");
    }
    this.#step();
  }

  #step(): void {
    this.#steps += 1;
    if (this.#steps > (this.#allowance?.steps ?? Number.POSITIVE_INFINITY)) {
      throw new UpdateRefused("too_many_conflicts");
    }
  }
}
