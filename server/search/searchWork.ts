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

/** What the search's thread can be asked to do. */
export interface SearchWork {
  /** Takes in what has changed; says how large the index is then. */
  put(parts: readonly Part[]): number;
  drop(shelves: readonly string[]): number;
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

export type SearchReply = { readonly id: number } & (
  | { readonly value: unknown }
  | { readonly fault: string }
);
