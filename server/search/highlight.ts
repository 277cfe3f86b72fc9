import type { Segment } from "../../shared/search/searchHit.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** About two lines: a Chinese character takes the room of two others. */
const EXCERPT_WIDTH = 180;
const LEAD_WIDTH = 40;
const MOST_TRIED = 200;

interface Stretch {
  readonly at: number;
  readonly end: number;
}

/** Where these terms stand in a text; what touches is one stretch. */
const stretchesOf = (
  tokenizer: Tokenizer,
  text: string,
  terms: ReadonlySet<string>,
): readonly Stretch[] => {
  const stretches: { at: number; end: number }[] = [];
  const found = tokenizer.pairs(text).flatMap(({ term, kind, at, end }) => {
    const [first = ""] = term;
    return terms.has(term)
      ? [{ at, end }]
      : kind !== "word" && terms.has(first)
        ? [{ at, end: at + first.length }]
        : [];
  });
  for (const { at, end } of found.sort((one, other) => one.at - other.at)) {
    const last = stretches.at(-1);
    if (last && at <= last.end) {
      last.end = Math.max(last.end, end);
    } else {
      stretches.push({ at, end });
    }
  }
  return stretches;
};

const segmentsOf = (text: string, stretches: readonly Stretch[], window: Stretch): Segment[] => {
  const segments: Segment[] = [];
  const add = (at: number, end: number, hit: boolean): void => {
    const part = text.slice(Math.max(at, window.at), Math.min(end, window.end));
    if (part !== "") {
      segments.push({ text: part, hit });
    }
  };
  let done = window.at;
  for (const { at, end } of stretches) {
    if (end > window.at && at < window.end) {
      add(done, at, false);
      add(at, end, true);
      done = Math.min(end, window.end);
    }
  }
  add(done, window.end, false);
  return segments;
};

/** A whole line of text with what was searched for marked. */
export const highlightLine = (
  tokenizer: Tokenizer,
  text: string,
  terms: ReadonlySet<string>,
): Segment[] => segmentsOf(text, stretchesOf(tokenizer, text, terms), { at: 0, end: text.length });

const WIDE = /[\u2e80-\uffef]/;

/** How far from a place so much of a text reaches, without cutting a character in two. */
const reach = (text: string, from: number, width: number): number => {
  let at = from;
  for (let used = 0; at < text.length && used < width; at += 1) {
    used += WIDE.test(text[at] ?? "") ? 2 : 1;
  }
  return isInsideCharacter(text, at) ? at + 1 : at;
};

const isInsideCharacter = (text: string, at: number): boolean =>
  /^[\uDC00-\uDFFF]/.test(text.slice(at, at + 1));

/** A little before a place, at the beginning of a word. */
const leadTo = (text: string, place: number): number => {
  const from = Math.max(place - LEAD_WIDTH, 0);
  if (from === 0) {
    return 0;
  }
  const gap = text.slice(from, place).search(/[\s，。；：、！？,.;:!?]/);
  const start = gap === -1 ? place - Math.min(place, LEAD_WIDTH / 2) : from + gap + 1;
  return isInsideCharacter(text, start) ? start + 1 : start;
};

/** The part of a text where most of what was searched for stands, marked; without any, its beginning. */
export const highlightExcerpt = (
  tokenizer: Tokenizer,
  text: string,
  terms: ReadonlySet<string>,
): Segment[] => {
  const stretches = stretchesOf(tokenizer, text, terms);
  let best: Stretch = { at: 0, end: reach(text, 0, EXCERPT_WIDTH) };
  let most = 0;
  for (const { at } of stretches.slice(0, MOST_TRIED)) {
    const start = leadTo(text, at);
    const end = reach(text, start, EXCERPT_WIDTH);
    const inside = stretches.filter((each) => each.at >= start && each.end <= end);
    const words = new Set(inside.map((each) => text.slice(each.at, each.end)));
    if (words.size > most) {
      most = words.size;
      best = { at: start, end };
    }
  }
  const segments = segmentsOf(text, stretches, best);
  return [
    ...(best.at > 0 ? [{ text: "…", hit: false }] : []),
    ...segments,
    ...(best.end < text.length ? [{ text: "…", hit: false }] : []),
  ];
};
