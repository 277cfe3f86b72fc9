import type { Segment } from "../../shared/search/searchHit.ts";
import type { Part, SearchAnswer, SearchAsk } from "./searchIndex.ts";

/** The texts of a hit, to be marked. */
export interface HitTexts {
  readonly title: string;
  /** Markdown, unless it is said to be plain. */
  readonly text: string;
  readonly isPlain?: boolean;
}

export interface MarkedTexts {
  readonly title: Segment[];
  readonly excerpt: Segment[];
}

/** What is saved of a section beside what the index has of it. */
export interface SavedSection {
  /** The index had all up to here. */
  readonly rev: number;
  /** All that its parts have been on. */
  readonly shelves: readonly string[];
  readonly memory: ReadonlyMap<string, string>;
  /** Milliseconds. */
  readonly savedAt: number;
}

/** What the search's thread can be asked to do. */
export interface SearchWork {
  /** Takes in what has changed; says how large the index is then. */
  put(parts: readonly Part[]): number;
  drop(shelves: readonly string[]): number;
  /** Writes what the index has on the section's shelves to a file; returns its digest. */
  save(ask: { readonly path: string; readonly section: SavedSection }): string;
  /** Takes in a file if it has one of these digests and is of this program's format. */
  load(ask: {
    readonly path: string;
    readonly digests: readonly string[];
  }): { readonly digest: string; readonly section: SavedSection } | undefined;
  find(ask: SearchAsk): SearchAnswer;
  mark(ask: {
    readonly texts: readonly HitTexts[];
    readonly terms: readonly string[];
  }): MarkedTexts[];
}

export type SearchTask = {
  [Name in keyof SearchWork]: {
    readonly name: Name;
    readonly input: Parameters<SearchWork[Name]>[0];
  };
}[keyof SearchWork];

export type SearchReply = { readonly id: number } &
  // It takes long and goes on.
  ({ readonly isUnderWay: true } | { readonly value: unknown } | { readonly fault: string });
