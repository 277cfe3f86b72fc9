/** Stretches of whole numbers, kept in order and joined where they touch. */
export class Spans {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** How many stretches begin at `at` or before it. */
  #upTo(at: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether all of [start, end) is in one of them. */
  has(start: number, end: number): boolean {
    return (this.#ends[this.#upTo(start) - 1] ?? -1) >= end;
  }

  add(start: number, end: number): void {
    const before = this.#upTo(start);
    const isJoined = before > 0 && (this.#ends[before - 1] ?? -1) >= start;
    const from = isJoined ? before - 1 : before;
    let to = from;
    let joinedEnd = end;
    while ((this.#starts[to] ?? Number.POSITIVE_INFINITY) <= end) {
      joinedEnd = Math.max(joinedEnd, this.#ends[to] ?? end);
      to += 1;
    }
    const joinedStart = isJoined ? (this.#starts[from] ?? start) : start;
    this.#starts.splice(from, to - from, joinedStart);
    this.#ends.splice(from, to - from, joinedEnd);
  }
}
