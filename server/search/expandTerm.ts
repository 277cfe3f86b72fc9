import { porterStem } from "./porterStem.ts";
import type { QueryTerm } from "./queryTerms.ts";
import type { Shelf } from "./shelf.ts";

const FORM = 0.85;
/** The beginning of a word counts the more, the more of the word it is. */
const PREFIX = 0.7;
const TYPO = 0.5;
const LEAST_FOR_ONE_TYPO = 4;
const LEAST_FOR_TWO_TYPOS = 8;

const typosIn = ({ term, isWord }: QueryTerm): number =>
  !isWord || /\d/.test(term) || term.length < LEAST_FOR_ONE_TYPO
    ? 0
    : term.length < LEAST_FOR_TWO_TYPOS
      ? 1
      : 2;

/**
 * The terms that count as a word of the query, and how much. Other spellings only where nothing is written like it: by
 * what is on these shelves, so that it says nothing of others.
 */
export const expandTerm = (
  query: QueryTerm,
  shelves: readonly Shelf[],
): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  const add = (term: string, weight: number): void => {
    found.set(term, Math.max(weight, found.get(term) ?? 0));
  };
  for (const shelf of shelves) {
    addWritten(query, shelf, add);
  }
  const typos = found.size === 0 ? typosIn(query) : 0;
  if (typos > 0) {
    const turned = withLettersTurned(query.term);
    for (const { terms } of shelves) {
      turned.filter((term) => terms.has(term)).forEach((term) => add(term, TYPO));
      for (const [term, [, distance]] of terms.fuzzyGet(query.term, typos)) {
        add(term, TYPO / Math.max(distance, 1));
      }
    }
  }
  return found;
};

/** With two letters that follow each other the other way round: one mistake of the fingers, two of the letters. */
const withLettersTurned = (term: string): readonly string[] =>
  Array.from(
    { length: term.length - 1 },
    (_, at) => term.slice(0, at) + term[at + 1] + term[at] + term.slice(at + 2),
  );

const addWritten = (
  { term, isPrefix, isWord }: QueryTerm,
  { terms, stems }: Shelf,
  add: (term: string, weight: number) => void,
): void => {
  if (terms.has(term)) {
    add(term, 1);
  }
  if (isWord) {
    const stem = porterStem(term);
    const forms = [...(terms.has(stem) ? [stem] : []), ...(stems.get(stem) ?? [])];
    forms.filter((form) => form !== term).forEach((form) => add(form, FORM));
  }
  if (isPrefix) {
    for (const longer of terms.atPrefix(term).keys()) {
      if (longer !== term) {
        add(longer, PREFIX * (term.length / longer.length) ** 0.5);
      }
    }
  }
};
