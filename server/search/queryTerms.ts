import { wordings } from "./scripts.ts";
import type { Token, Tokenizer } from "./tokenizer.ts";

/** One word of a query, and what else counts as it. */
export interface QueryTerm {
  readonly term: string;
  readonly weight: number;
  /** Whether it may be the beginning of a word. */
  readonly isPrefix: boolean;
  /** Whether it has forms and may be misspelt. */
  readonly isWord: boolean;
}

const MOST_TERMS = 32;
/** Two characters that no word holds together say little. */
const WEIGHTS: Readonly<Record<Token["kind"], number>> = {
  word: 1,
  inside: 1,
  across: 0.3,
  last: 1,
};

/** What a query asks for, in each of its wordings. */
export const queryTerms = (tokenizer: Tokenizer, text: string): readonly QueryTerm[][] =>
  wordings(text).map((wording) => termsOf(tokenizer.tokens(wording)));

const termsOf = (tokens: readonly Token[]): QueryTerm[] => {
  const lastEnd = Math.max(0, ...tokens.map(({ end }) => end));
  const terms = new Map<string, QueryTerm>();
  for (const { term, kind, at, end } of tokens) {
    // Alone, a character is all there is to go by; at the end of others, it is in the pair before it.
    const isAlone = kind === "last" && !tokens.some((other) => other.end === end && other.at < at);
    if (kind === "last" && !isAlone) {
      continue;
    }
    const isWord = kind === "word";
    const weight = Math.max(WEIGHTS[kind], terms.get(term)?.weight ?? 0);
    const isPrefix = isAlone || (isWord && end === lastEnd && term.length > 1);
    terms.set(term, { term, weight, isPrefix, isWord });
  }
  return [...terms.values()].slice(0, MOST_TERMS);
};
