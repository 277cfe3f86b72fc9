const LONGEST = 512;

/** Distinct texts in their order, kept in pieces so that one more costs little. */
export class SortedNames {
  readonly #pieces: string[][] = [[]];
  #unsorted: string[] = [];

  /** Must not be there yet. */
  add(name: string): void {
    // Sorted when somebody asks for an order: most are only ever looked up.
    this.#unsorted.push(name);
  }

  /** From `low` on, up to and without `high`, as they are now. */
  between(low: string, high: string): string[] {
    for (const name of this.#unsorted) {
      this.#insert(name);
    }
    this.#unsorted = [];
    const found: string[] = [];
    for (let at = this.#pieceOf(low); at < this.#pieces.length; at += 1) {
      const piece = this.#pieces[at] ?? [];
      const end = firstNotBelow(piece, high);
      for (let index = firstNotBelow(piece, low); index < end; index += 1) {
        found.push(piece[index] ?? "");
      }
      if (end < piece.length) {
        break;
      }
    }
    return found;
  }

  #insert(name: string): void {
    const at = this.#pieceOf(name);
    const piece = this.#pieces[at] ?? [];
    piece.splice(firstNotBelow(piece, name), 0, name);
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
      if ((this.#pieces[middle]?.[0] ?? "") <= name) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from - 1;
  }
}

function firstNotBelow(sorted: readonly string[], name: string): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? "") < name) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}
