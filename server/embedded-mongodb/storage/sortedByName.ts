const LONGEST = 512;

/** What has distinct names in their order, kept in pieces so that one more costs little. */
export class SortedByName<Item> {
  readonly #nameOf: (item: Item) => string;
  readonly #pieces: Item[][] = [[]];
  #unsorted: Item[] = [];

  constructor(nameOf: (item: Item) => string) {
    this.#nameOf = nameOf;
  }

  /** Must not be there yet. */
  add(item: Item): void {
    // Sorted when somebody asks for an order: most are only ever looked up.
    this.#unsorted.push(item);
  }

  /** From `low` on, up to and without `high`, as they are now. */
  between(low: string, high: string): Item[] {
    for (const item of this.#unsorted) {
      this.#insert(item);
    }
    this.#unsorted = [];
    const found: Item[] = [];
    for (let at = this.#pieceOf(low); at < this.#pieces.length; at += 1) {
      const piece = this.#pieces[at] ?? [];
      const end = this.#firstNotBelow(piece, high);
      for (const item of piece.slice(this.#firstNotBelow(piece, low), end)) {
        found.push(item);
      }
      if (end < piece.length) {
        break;
      }
    }
    return found;
  }

  #insert(item: Item): void {
    const name = this.#nameOf(item);
    const at = this.#pieceOf(name);
    const piece = this.#pieces[at] ?? [];
    piece.splice(this.#firstNotBelow(piece, name), 0, item);
    if (piece.length > LONGEST) {
      this.#pieces.splice(at + 1, 0, piece.splice(LONGEST / 2));
    }
  }

  /** The last piece that begins at or before the name; the first where none does. */
  #pieceOf(name: string): number {
    let from = 1;
    let to = this.#pieces.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const first = this.#pieces[middle]?.[0];
      if (first !== undefined && this.#nameOf(first) <= name) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from - 1;
  }

  #firstNotBelow(sorted: readonly Item[], name: string): number {
    let from = 0;
    let to = sorted.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const item = sorted[middle];
      if (item !== undefined && this.#nameOf(item) < name) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
