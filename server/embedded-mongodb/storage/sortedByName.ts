const LONGEST = 512;

interface Named {
  name: string;
  number: number;
}

/** Distinct names, numbered as they come, in their order; kept in pieces so that one more costs little. */
export class SortedByName {
  readonly #pieces: Named[][] = [[]];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Must not be there yet. */
  add(name: string): void {
    const at = this.#pieceOf(name);
    const piece = this.#pieces[at] ?? [];
    piece.splice(firstNotBelow(piece, name), 0, { name, number: this.#size });
    if (piece.length > LONGEST) {
      this.#pieces.splice(at + 1, 0, piece.splice(LONGEST / 2));
    }
    this.#size += 1;
  }

  /** The numbers of the names from `low` on, up to and without `high`, as they are now. */
  between(low: string, high: string): number[] {
    const found: number[] = [];
    for (let at = this.#pieceOf(low); at < this.#pieces.length; at += 1) {
      const piece = this.#pieces[at] ?? [];
      const end = firstNotBelow(piece, high);
      for (const { number } of piece.slice(firstNotBelow(piece, low), end)) {
        found.push(number);
      }
      if (end < piece.length) {
        break;
      }
    }
    return found;
  }

  /** The last piece that begins at or before the name; the first where none does. */
  #pieceOf(name: string): number {
    let from = 1;
    let to = this.#pieces.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const first = this.#pieces[middle]?.[0];
      if (first !== undefined && first.name <= name) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from - 1;
  }
}

function firstNotBelow(sorted: readonly Named[], name: string): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const item = sorted[middle];
    if (item !== undefined && item.name < name) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}
