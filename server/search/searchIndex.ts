import { createHash } from "node:crypto";
import type { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import type { SearchType } from "../../shared/search/searchHit.ts";
import { fieldNumber, type Field } from "./fields.ts";
import { MOST_DOCS } from "./postings.ts";
import { queryTerms } from "./queryTerms.ts";
import { byScore, rankSubjects, type Ranked } from "./rankSubjects.ts";
import { Shelf, type Facts, type ShelfHead, type ShelfTerms } from "./shelf.ts";
import type { Steps } from "./steps.ts";
import { termCounts } from "./termCounts.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** A part of something that can be found: what of it changes at one time. */
export interface Part {
  readonly shelf: string;
  /** `type:id`. */
  readonly subject: string;
  /** Which part of the subject; together with it, one in the whole index. */
  readonly name: string;
  /** Absent: it is gone, or not to be found. */
  readonly texts?: Readonly<Partial<Record<Field, string>>>;
  /** Whether the texts are as they are, not Markdown. */
  readonly isPlain?: boolean;
  /** Of the subject; absent where another part brings them. */
  readonly facts?: Facts;
  /** Where several come for one part, the highest stays. */
  readonly version?: number;
}

export interface SearchFilters {
  readonly type?: SearchType | undefined;
  readonly status?: IdeaStatus | undefined;
  readonly tag?: string | undefined;
  readonly authorId?: string | undefined;
  /** Milliseconds; the end is not part of it. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

export interface SearchAsk {
  readonly shelves: readonly string[];
  readonly text: string;
  readonly fields: readonly Field[];
  readonly filters: SearchFilters;
  /** The last of the page before. */
  readonly after?: Ranked | undefined;
  readonly limit: number;
}

export interface SearchAnswer {
  readonly ranked: readonly Ranked[];
  /** For the highlights. */
  readonly terms: readonly string[];
}

interface Kept {
  readonly shelf: string;
  doc: number;
  readonly text: string;
  readonly version: number;
}

/** A shelf with what is known of the parts on it; its terms come behind it. */
interface ShelfPiece {
  readonly name: string;
  readonly head: ShelfHead;
  readonly kept: readonly (readonly [key: string, kept: Kept])[];
}

/** What a file keeps of an index, piece by piece. */
export type IndexPiece = ShelfPiece | ShelfTerms;

const mayShow =
  ({ type, status, tag, authorId, from, until }: SearchFilters) =>
  (facts: Facts): boolean =>
    (type === undefined || facts.type === type) &&
    (status === undefined || facts.status === status) &&
    (tag === undefined || facts.tags?.includes(tag) === true) &&
    (authorId === undefined || facts.authorId === authorId) &&
    (from === undefined || facts.createdAt >= from) &&
    (until === undefined || facts.createdAt < until);

const fingerprint = (texts: object): string =>
  createHash("sha1").update(JSON.stringify(texts)).digest("base64url").slice(0, 16);

/** All that can be found, by who may see it. */
export class SearchIndex {
  readonly #tokenizer: Tokenizer;
  readonly #shelves = new Map<string, Shelf>();
  readonly #kept = new Map<string, Kept>();

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
  }

  /** How many places it holds: its memory grows with them. */
  get size(): number {
    return [...this.#shelves.values()].reduce((sum, { size }) => sum + size, 0);
  }

  put(part: Part): void {
    const key = `${part.subject} ${part.name}`;
    const before = this.#kept.get(key);
    if (before && (part.version ?? 0) < before.version) {
      return;
    }
    if (!part.texts) {
      this.#remove(key, before);
      return;
    }
    const text = fingerprint(part.texts);
    const shelf = this.#shelf(part.shelf);
    if (before?.shelf === part.shelf && before.text === text) {
      this.#learn(shelf, part);
      return;
    }
    if (shelf.isFull) {
      throw new Error(`A shelf of the search index holds ${MOST_DOCS} texts and no more`);
    }
    // Before what it replaces is taken out: so the subject stays, and its other parts with it.
    const doc = shelf.add(part.subject, termCounts(this.#tokenizer, part));
    const kept = { shelf: part.shelf, doc, text, version: part.version ?? 0 };
    this.#kept.set(key, kept);
    this.#learn(shelf, part);
    if (before) {
      this.#takeOut(before);
    }
  }

  /** Forgets what is on a shelf. */
  drop(name: string): void {
    this.#shelves.delete(name);
    for (const [key, { shelf }] of this.#kept) {
      if (shelf === name) {
        this.#kept.delete(key);
      }
    }
  }

  /** All that is on these shelves, in pieces of a megabyte or so. Not to be changed before the last. */
  *pieces(names: readonly string[]): Generator<IndexPiece> {
    const kept = new Map<string, [string, Kept][]>(names.map((name) => [name, []]));
    for (const [key, one] of this.#kept) {
      kept.get(one.shelf)?.push([key, one]);
    }
    for (const [name, own] of kept) {
      const shelf = this.#shelves.get(name);
      if (shelf) {
        yield { name, head: shelf.head, kept: own };
        yield* shelf.someTerms();
      }
    }
  }

  /** Puts what `pieces` gave where those shelves were, once the last has come; a piece in each step. */
  *take(pieces: Iterable<IndexPiece>): Steps<void> {
    const taken: { name: string; shelf: Shelf; kept: ShelfPiece["kept"] }[] = [];
    for (const piece of pieces) {
      if ("head" in piece) {
        taken.push({ name: piece.name, shelf: new Shelf(piece.head), kept: piece.kept });
      } else {
        taken.at(-1)?.shelf.addTerms(piece);
      }
      yield;
    }
    for (const { name, shelf, kept } of taken) {
      this.drop(name);
      this.#shelves.set(name, shelf);
      kept.forEach(([key, one]) => this.#kept.set(key, one));
    }
  }

  find({ shelves, text, fields, filters, after, limit }: SearchAsk): SearchAnswer {
    const open = shelves.flatMap((name) => this.#shelves.get(name) ?? []);
    const { ranked, terms } = rankSubjects(open, queryTerms(this.#tokenizer, text), {
      fields: fields.map(fieldNumber),
      mayShow: mayShow(filters),
    });
    const rest = after ? ranked.filter((each) => byScore(after, each) < 0) : ranked;
    return { ranked: rest.slice(0, limit), terms };
  }

  #shelf(name: string): Shelf {
    const known = this.#shelves.get(name);
    if (known) {
      return known;
    }
    const shelf = new Shelf();
    this.#shelves.set(name, shelf);
    return shelf;
  }

  #learn(shelf: Shelf, { subject, facts }: Part): void {
    if (facts) {
      shelf.setFacts(subject, facts);
    }
  }

  #remove(key: string, before: Kept | undefined): void {
    if (before) {
      this.#kept.delete(key);
      this.#takeOut(before);
    }
  }

  #takeOut({ shelf: name, doc }: Kept): void {
    this.#shelves.get(name)?.remove(doc, (numbers) => {
      for (const kept of this.#kept.values()) {
        if (kept.shelf === name) {
          kept.doc = numbers[kept.doc] ?? -1;
        }
      }
    });
  }
}
