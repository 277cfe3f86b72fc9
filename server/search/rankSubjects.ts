import { BOOSTS, FIELDS } from "./fields.ts";
import { expandTerm } from "./expandTerm.ts";
import { docOf, fieldOf, timesOf } from "./postings.ts";
import type { QueryTerm } from "./queryTerms.ts";
import type { Facts, Shelf } from "./shelf.ts";

/** Of BM25: how soon more of the same says nothing more, and how much long texts are held back. */
const K1 = 1.2;
const B = 0.6;
/** So much of what is asked for, rare words counting more, must be found of what is there at all. */
const LEAST_COVERED = 0.55;
/** What decides between hits that are about as good. */
const VOTES_WORTH = 0.02;
const AGE_WORTH = 0.05;
const EPOCH = Date.UTC(2010, 0);
const EPOCH_MS = Date.UTC(2040, 0) - EPOCH;
/** Scores are compared with what a cursor carries. */
const SCALE = 10_000;

export interface Ranked {
  readonly key: string;
  readonly score: number;
}

export interface Ranking {
  readonly ranked: Ranked[];
  /** Every term that counted as a word of the query. */
  readonly terms: readonly string[];
}

interface RankOptions {
  /** By number; a word elsewhere does not count. */
  readonly fields: readonly number[];
  readonly mayShow: (facts: Facts) => boolean;
}

/** What one wording of a query adds up to on one shelf, by number of subject. */
interface Tally {
  readonly shelf: Shelf;
  readonly scores: Float64Array;
  readonly covered: Float64Array;
  /** For the term that is being looked at: its best place in each subject. */
  readonly best: Float64Array;
  readonly touched: Set<number>;
}

/**
 * The subjects on these shelves that answer the query, the best first, by BM25. All that scores depend on is counted on these
 * shelves alone and does not depend on the order in which it came: what is elsewhere cannot be told from them.
 */
export const rankSubjects = (
  shelves: readonly Shelf[],
  wordings: readonly QueryTerm[][],
  options: RankOptions,
): Ranking => {
  const best = new Map<string, number>();
  const terms = new Set<string>();
  for (const wording of wordings) {
    for (const [key, score] of scoreWording(shelves, wording, options, terms)) {
      best.set(key, Math.max(score, best.get(key) ?? 0));
    }
  }
  const ranked = [...best].map(([key, score]) => ({
    key,
    score: Math.round(score * SCALE) / SCALE,
  }));
  return { ranked: ranked.sort(byScore), terms: [...terms] };
};

export const byScore = (one: Ranked, other: Ranked): number =>
  other.score - one.score || (one.key < other.key ? 1 : one.key > other.key ? -1 : 0);

const scoreWording = (
  shelves: readonly Shelf[],
  wording: readonly QueryTerm[],
  { fields, mayShow }: RankOptions,
  allTerms: Set<string>,
): Map<string, number> => {
  const averages = averageLengths(shelves);
  const count = shelves.reduce((sum, shelf) => sum + shelf.count, 0);
  const tallies = shelves.map((shelf): Tally => {
    const room = shelf.subjects.length;
    return {
      shelf,
      scores: new Float64Array(room),
      covered: new Float64Array(room),
      best: new Float64Array(room),
      touched: new Set(),
    };
  });
  let whole = 0;
  for (const query of wording) {
    const expanded = expandTerm(query, shelves);
    // Of a single character only itself was searched for, not the one that happens to follow it.
    const isCharacter = query.isPrefix && !query.isWord;
    for (const [term, weight] of expanded) {
      allTerms.add(isCharacter ? query.term : term);
      tallies.forEach((tally) => takeTerm(tally, term, weight, fields, averages));
    }
    const having = tallies.reduce((sum, { touched }) => sum + touched.size, 0);
    const worth = query.weight * Math.log(1 + (count - having + 0.5) / (having + 0.5));
    if (having > 0) {
      whole += worth;
      tallies.forEach((tally) => settleTerm(tally, worth));
    }
  }
  const scores = new Map<string, number>();
  for (const { shelf, scores: sums, covered } of tallies) {
    for (const [number, subject] of shelf.subjects.entries()) {
      const share = (covered[number] ?? 0) / whole;
      if (subject?.facts && share >= LEAST_COVERED && mayShow(subject.facts)) {
        scores.set(subject.key, (sums[number] ?? 0) * share ** 2 * favour(subject.facts));
      }
    }
  }
  return scores;
};

const takeTerm = (
  { shelf, best, touched }: Tally,
  term: string,
  weight: number,
  fields: readonly number[],
  averages: readonly number[],
): void => {
  for (const posting of shelf.terms.get(term)?.places ?? []) {
    const doc = docOf(posting);
    const subject = shelf.subjectOf(doc);
    const field = fieldOf(posting);
    if (subject >= 0 && fields.includes(field)) {
      const times = timesOf(posting);
      const length = shelf.lengthOf(doc, field) / (averages[field] ?? 1);
      const often = (times * (K1 + 1)) / (times + K1 * (1 - B + B * length));
      const worth = weight * BOOSTS[FIELDS[field] ?? "body"] * often;
      best[subject] = Math.max(worth, best[subject] ?? 0);
      touched.add(subject);
    }
  }
};

const settleTerm = ({ scores, covered, best, touched }: Tally, worth: number): void => {
  for (const subject of touched) {
    scores[subject] = (scores[subject] ?? 0) + worth * (best[subject] ?? 0);
    covered[subject] = (covered[subject] ?? 0) + worth;
    best[subject] = 0;
  }
  touched.clear();
};

const averageLengths = (shelves: readonly Shelf[]): readonly number[] =>
  [...FIELDS.keys()].map((field) => {
    const terms = shelves.reduce((sum, { lengths }) => sum + (lengths[field]?.terms ?? 0), 0);
    const docs = shelves.reduce((sum, { lengths }) => sum + (lengths[field]?.docs ?? 0), 0);
    return Math.max(terms / Math.max(docs, 1), 1);
  });

const favour = ({ votes = 0, createdAt }: Facts): number => {
  const age = Math.min(Math.max((createdAt - EPOCH) / EPOCH_MS, 0), 1);
  return 1 + VOTES_WORTH * Math.log1p(Math.max(votes, 0)) + AGE_WORTH * age;
};
