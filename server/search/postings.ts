const DOC_SHIFT = 8;
const FIELD_SHIFT = 6;
const MOST_TIMES = 63;
/** So that a document's number fits beside the rest. */
export const MOST_DOCS = 2 ** 24;

export const docOf = (posting: number): number => posting >>> DOC_SHIFT;
export const fieldOf = (posting: number): number => (posting >>> FIELD_SHIFT) & 3;
export const timesOf = (posting: number): number => posting & MOST_TIMES;

/** Where a term stands, four bytes a place, in the order in which the documents came. */
export class Postings {
  #places: Uint32Array;
  #length: number;

  /** With places that are nobody else's. */
  constructor(places?: Uint32Array) {
    this.#places = places ?? new Uint32Array(2);
    this.#length = places?.length ?? 0;
  }

  get places(): Uint32Array {
    return this.#places.subarray(0, this.#length);
  }

  add(doc: number, field: number, times: number): void {
    if (this.#length === this.#places.length) {
      const more = new Uint32Array(Math.ceil(this.#length * 1.5) + 1);
      more.set(this.#places);
      this.#places = more;
    }
    const posting = doc * 2 ** DOC_SHIFT + (field << FIELD_SHIFT) + Math.min(times, MOST_TIMES);
    this.#places[this.#length] = posting;
    this.#length += 1;
  }

  /** Keeps those of documents that have a new number, under it; says how many are left. */
  renumber(numbers: Int32Array): number {
    const places = this.places;
    let kept = 0;
    for (const posting of places) {
      const doc = numbers[docOf(posting)] ?? -1;
      if (doc >= 0) {
        places[kept] = doc * 2 ** DOC_SHIFT + (posting & (2 ** DOC_SHIFT - 1));
        kept += 1;
      }
    }
    this.#places = places.slice(0, kept);
    this.#length = kept;
    return kept;
  }
}
