import SearchableMap from "minisearch/SearchableMap";
import type { SearchType } from "../../shared/search/searchHit.ts";
import type { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import { FIELDS } from "./fields.ts";
import { MOST_DOCS, Postings } from "./postings.ts";
import { porterStem } from "./porterStem.ts";

/** What filters and ties go by. */
export interface Facts {
  readonly type: SearchType;
  readonly authorId?: string;
  readonly status?: IdeaStatus;
  readonly tags?: readonly string[];
  readonly votes?: number;
  /** Milliseconds. */
  readonly createdAt: number;
}

/** How often each term stands in a text, by number of field. */
export type TermCounts = ReadonlyMap<string, number>;

/** A subject as a shelf knows it: with facts, or without while only a part of it has come. */
interface Subject {
  readonly key: string;
  facts: Facts | undefined;
  docs: number;
}

/** Of a field: how many terms its documents hold there, and how many have it at all. */
interface FieldLength {
  terms: number;
  docs: number;
}

/** A shelf without its terms, as a file keeps it. */
export interface ShelfHead {
  readonly subjects: readonly (Subject | undefined)[];
  readonly stems: ReadonlyMap<string, string[]>;
  readonly lengths: readonly FieldLength[];
  readonly subjectOfDoc: Int32Array;
  readonly docLengths: Uint16Array;
  readonly gone: number;
  readonly size: number;
}

/** Some terms of a shelf; the places of each end where `ends` says. */
export interface ShelfTerms {
  readonly terms: readonly string[];
  readonly ends: readonly number[];
  readonly places: Uint32Array;
}

/** In one piece of what a file keeps: a megabyte. */
const PLACES_AT_ONCE = 2 ** 18;

/** When so many of the documents are gone, their places are given back. */
const GONE_SHARE = 0.3;
const LEAST_GONE = 500;

/**
 * The index of what has one and the same audience. A search goes over the shelves that its viewer may see and
 * knows nothing of the others, not even by its scores. A subject may come in several documents: its title and its text.
 */
export class Shelf {
  readonly terms = new SearchableMap<Postings>();
  /** The words of a stem that are not the stem itself. */
  readonly stems: Map<string, string[]>;
  readonly subjects: (Subject | undefined)[];
  readonly lengths: readonly FieldLength[];
  readonly #numbers = new Map<string, number>();
  #subjectOfDoc: Int32Array;
  #docLengths: Uint16Array;
  #docs: number;
  #gone: number;
  /** How many places there are, those of what is gone included. */
  size: number;

  /** Empty, or as another was, to which its terms are still to be added. */
  constructor(head?: ShelfHead) {
    this.stems = new Map(head?.stems);
    this.subjects = [...(head?.subjects ?? [])];
    this.lengths = head?.lengths ?? FIELDS.map(() => ({ terms: 0, docs: 0 }));
    this.subjects.forEach((subject, number) => subject && this.#numbers.set(subject.key, number));
    this.#subjectOfDoc = head?.subjectOfDoc.slice() ?? new Int32Array(64).fill(-1);
    this.#docLengths = head?.docLengths.slice() ?? new Uint16Array(64 * FIELDS.length);
    this.#docs = head?.subjectOfDoc.length ?? 0;
    this.#gone = head?.gone ?? 0;
    this.size = head?.size ?? 0;
  }

  get head(): ShelfHead {
    const { subjects, stems, lengths, size } = this;
    const subjectOfDoc = this.#subjectOfDoc.subarray(0, this.#docs);
    const docLengths = this.#docLengths.subarray(0, this.#docs * FIELDS.length);
    return { subjects, stems, lengths, subjectOfDoc, docLengths, gone: this.#gone, size };
  }

  /** All terms, some at a time. */
  *someTerms(): Generator<ShelfTerms> {
    let terms: string[] = [];
    let ends: number[] = [];
    let places = new Uint32Array(PLACES_AT_ONCE);
    let end = 0;
    for (const [term, { places: own }] of this.terms.entries()) {
      if (end + own.length > places.length && end > 0) {
        yield { terms, ends, places: places.subarray(0, end) };
        [terms, ends, end] = [[], [], 0];
      }
      if (own.length > places.length) {
        places = new Uint32Array(own.length);
      }
      places.set(own, end);
      end += own.length;
      terms.push(term);
      ends.push(end);
    }
    yield { terms, ends, places: places.subarray(0, end) };
  }

  /** As they were got from another that was like this one. */
  addTerms({ terms, ends, places }: ShelfTerms): void {
    let at = 0;
    for (const [index, term] of terms.entries()) {
      const end = ends[index] ?? at;
      this.terms.set(term, new Postings(places.slice(at, end)));
      at = end;
    }
  }

  /** How many subjects there are. */
  get count(): number {
    return this.#numbers.size;
  }

  get isFull(): boolean {
    return this.#docs >= MOST_DOCS;
  }

  /** The number of the subject that a document belongs to; -1 if it is gone. */
  subjectOf(doc: number): number {
    return this.#subjectOfDoc[doc] ?? -1;
  }

  lengthOf(doc: number, field: number): number {
    return this.#docLengths[doc * FIELDS.length + field] ?? 0;
  }

  /** Returns the document's number, to remove it by. */
  add(subjectKey: string, fields: ReadonlyMap<number, TermCounts>): number {
    const doc = this.#docs;
    this.#docs += 1;
    this.#makeRoom();
    const subject = this.#subjectNumber(subjectKey);
    this.#subjectOfDoc[doc] = subject;
    const known = this.subjects[subject];
    if (known) {
      known.docs += 1;
    }
    this.#docLengths.fill(0, doc * FIELDS.length, (doc + 1) * FIELDS.length);
    for (const [field, counts] of fields) {
      let length = 0;
      for (const [term, times] of counts) {
        length += times;
        this.#postingsOf(term).add(doc, field, times);
        this.size += 1;
      }
      this.#docLengths[doc * FIELDS.length + field] = Math.min(length, 0xffff);
      this.#countLength(doc, field, 1);
    }
    return doc;
  }

  setFacts(subjectKey: string, facts: Facts): void {
    const subject = this.subjects[this.#subjectNumber(subjectKey)];
    if (subject) {
      subject.facts = facts;
    }
  }

  /** Takes a document out. The numbers of others change when many have gone: `renumbered` tells them then. */
  remove(doc: number, renumbered: (before: Int32Array) => void): void {
    const number = this.subjectOf(doc);
    const subject = this.subjects[number];
    if (!subject) {
      return;
    }
    for (const field of FIELDS.keys()) {
      this.#countLength(doc, field, -1);
    }
    this.#subjectOfDoc[doc] = -1;
    this.#gone += 1;
    subject.docs -= 1;
    if (subject.docs === 0) {
      this.subjects[number] = undefined;
      this.#numbers.delete(subject.key);
    }
    if (this.#gone > LEAST_GONE && this.#gone > this.#docs * GONE_SHARE) {
      renumbered(this.#compact());
    }
  }

  #countLength(doc: number, field: number, sign: 1 | -1): void {
    const length = this.lengthOf(doc, field);
    const total = this.lengths[field];
    if (total && length > 0) {
      total.terms += sign * length;
      total.docs += sign;
    }
  }

  #subjectNumber(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      return known;
    }
    this.#numbers.set(key, this.subjects.length);
    return this.subjects.push({ key, facts: undefined, docs: 0 }) - 1;
  }

  #postingsOf(term: string): Postings {
    const known = this.terms.get(term);
    if (known) {
      return known;
    }
    const postings = new Postings();
    this.terms.set(term, postings);
    const stem = porterStem(term);
    if (stem !== term) {
      this.stems.set(stem, [...(this.stems.get(stem) ?? []), term]);
    }
    return postings;
  }

  #makeRoom(): void {
    if (this.#docs > this.#subjectOfDoc.length) {
      const room = Math.ceil(this.#docs * 1.5);
      const subjects = new Int32Array(room).fill(-1);
      subjects.set(this.#subjectOfDoc);
      const lengths = new Uint16Array(room * FIELDS.length);
      lengths.set(this.#docLengths);
      this.#subjectOfDoc = subjects;
      this.#docLengths = lengths;
    }
  }

  #compact(): Int32Array {
    const numbers = new Int32Array(this.#docs).fill(-1);
    const lengths = this.#docLengths.slice();
    const subjects = this.#subjectOfDoc.slice();
    let kept = 0;
    for (let doc = 0; doc < this.#docs; doc += 1) {
      const subject = subjects[doc] ?? -1;
      if (subject >= 0) {
        numbers[doc] = kept;
        this.#subjectOfDoc[kept] = subject;
        for (const field of FIELDS.keys()) {
          const length = lengths[doc * FIELDS.length + field] ?? 0;
          this.#docLengths[kept * FIELDS.length + field] = length;
        }
        kept += 1;
      }
    }
    this.#subjectOfDoc.fill(-1, kept);
    this.#docs = kept;
    this.#gone = 0;
    this.size = 0;
    const unused: string[] = [];
    for (const [term, postings] of this.terms.entries()) {
      const left = postings.renumber(numbers);
      this.size += left;
      if (left === 0) {
        unused.push(term);
      }
    }
    for (const term of unused) {
      this.terms.delete(term);
      this.#forgetWord(term);
    }
    return numbers;
  }

  #forgetWord(term: string): void {
    const stem = porterStem(term);
    const others = this.stems.get(stem)?.filter((word) => word !== term) ?? [];
    if (others.length > 0) {
      this.stems.set(stem, others);
    } else {
      this.stems.delete(stem);
    }
  }
}
