import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "csv-parse/sync";
import { Converter } from "opencc-js";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { textOfTree } from "../../shared/documents/treeText.ts";
import { markdownOfHtml } from "../../server/imports/markdownOfHtml.ts";

const DATA = join(import.meta.dirname, "../../../shared/data");
export const hasData = existsSync(DATA);

export interface Item {
  readonly key: string;
  readonly title: string;
  readonly body: string;
}

/** Queries that each have one item that must be among the first ten. */
export interface QuerySet {
  readonly name: string;
  readonly language: "zh" | "en";
  readonly queries: readonly { readonly text: string; readonly key: string }[];
}

const read = (path: string): string => {
  const bytes = readFileSync(join(DATA, path));
  return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString();
};

const rows = <Row>(path: string): Row[] =>
  read(path)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Row);

const statements = (folder: string): Item[] =>
  parse<Record<string, string>>(read(`polis/${folder}/comments.csv`), {
    columns: true,
    relax_column_count: true,
  }).map((row, at) => {
    const text = row["comment-body"] ?? "";
    return { key: `idea:${folder}-${at}`, title: text.slice(0, 120), body: text.slice(120) };
  });

const issues = (): Item[] =>
  (
    JSON.parse(read("github-issues/f2e-notes-issues-zh-tw.json")) as {
      title: string;
      body: string | null;
    }[]
  ).map(({ title, body }, at) => ({ key: `idea:f2e-${at}`, title, body: body ?? "" }));

/** The lines of the last revision of a document that is kept as changes of lines. */
const lastRevision = (name: string): string[] => {
  const lines: string[] = [];
  for (const { splices } of rows<{ splices: [number, number, string[]][] }>(
    `wiki-histories/${name}.jsonl.gz`,
  )) {
    for (const [at, removed, added] of splices) {
      lines.splice(at, removed, ...added);
    }
  }
  return lines;
};

const books = (): Item[] =>
  lastRevision("fpb-books-zh-hans")
    .filter((line) => /^\s*[*-] \[/.test(line))
    .map((title, at) => ({ key: `idea:fpb-${at}`, title: title.slice(0, 120), body: "" }));

const HANDBOOKS = ["owasp-authentication", "owasp-docker-security", "owasp-session-management"];

/** A page for each part of the handbooks under a heading of its own. */
const pages = (): Item[] =>
  HANDBOOKS.flatMap((name) =>
    lastRevision(name)
      .join("\n")
      .split(/^#+ /m)
      .slice(1)
      .map((part, at) => {
        const [title = "", ...lines] = part.split("\n");
        const body = textOfTree(treeOfMarkdown(lines.join("\n")));
        return { key: `page:${name}-${at}`, title, body };
      }),
  );

const questions = (): Item[] =>
  rows<{ id: number; title: string; body_html: string }>("meta-history-se/questions.jsonl").map(
    ({ id, title, body_html: html }) => ({
      key: `idea:meta-${id}`,
      title,
      body: markdownOfHtml(html),
    }),
  );

const proposals = (): Item[] =>
  rows<{ title: string; body_html?: string; body?: string; text?: string }>(
    "opengov-dialogue/ideas.jsonl",
  ).map(({ title, body_html: html, body, text }, at) => ({
    key: `idea:opengov-${at}`,
    title,
    body: markdownOfHtml(html ?? body ?? text ?? ""),
  }));

/** 0 ≤ random() < 1, the same each time. */
const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let value = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
  return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
};

const HAN = /\p{Script=Han}{4,}/gu;

const MOST_ALIKE = 10;

/**
 * What somebody may remember of a Chinese title or text: a piece of it, and a piece of another run if there is one.
 * Where more than ten items have the same, none of them can be meant.
 */
const pieces = (items: readonly Item[], random: () => number, of: "title" | "body" = "title") =>
  items.flatMap((item) => {
    const runs = [...item[of].matchAll(HAN)].map(([run]) => run);
    const chosen = runs.toSorted((one, other) => other.length - one.length).slice(0, 2);
    const parts = chosen.map((run) => {
      const length = Math.min(run.length, 4 + Math.floor(random() * 4));
      const at = Math.floor(random() * (run.length - length + 1));
      return run.slice(at, at + length);
    });
    const alike = items.filter((other) => parts.every((part) => other[of].includes(part)));
    const isTelling = parts.length > 0 && alike.length <= MOST_ALIKE;
    return isTelling ? [{ text: parts.join(" "), key: item.key }] : [];
  });

const LITTLE = new Set(
  "that this with what have from should would could about there when where which does they them then than your some more most into been being will just only also were how why who are the and for not can you".split(
    " ",
  ),
);

const wordsOf = (text: string, random: () => number): string[] => {
  const words = text.match(/[A-Za-z]{4,}/g) ?? [];
  const telling = [...new Set(words)].filter((word) => !LITTLE.has(word.toLowerCase()));
  return telling.toSorted(() => random() - 0.5).slice(0, 3);
};

const mistype = (word: string, random: () => number): string => {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const [before, letter, rest] = [word.slice(0, at), word[at] ?? "", word.slice(at + 1)];
  const kinds = [
    `${before}${rest}`,
    `${before}${letter}${letter}${rest}`,
    `${before}${"etaoin"[Math.floor(random() * 6)] ?? "e"}${rest}`,
    `${before}${rest.slice(0, 1)}${letter}${rest.slice(1)}`,
  ];
  return kinds[Math.floor(random() * kinds.length)] ?? word;
};

const otherForm = (word: string): string =>
  word.endsWith("ing")
    ? `${word.slice(0, -3)}ed`
    : word.endsWith("ed")
      ? `${word.slice(0, -2)}ing`
      : word.endsWith("ies")
        ? `${word.slice(0, -3)}y`
        : word.endsWith("s") && !word.endsWith("ss")
          ? word.slice(0, -1)
          : word.endsWith("y")
            ? `${word.slice(0, -1)}ies`
            : `${word}s`;

type Change = (words: readonly string[]) => string[];

const remembered = (items: readonly Item[], random: () => number, change: Change) =>
  items.flatMap(({ key, title }) => {
    const words = wordsOf(title, random);
    return words.length > 1 ? [{ text: change(words).join(" "), key }] : [];
  });

/** What somebody may remember of an English text, unless more than ten have that. */
const remarks = (items: readonly Item[], random: () => number, change: Change) =>
  items.flatMap(({ key, body }) => {
    const words = wordsOf(body, random);
    const alike = items.filter((other) => words.every((word) => other.body.includes(word)));
    const isTelling = words.length === 3 && alike.length <= MOST_ALIKE;
    return isTelling ? [{ text: change(words).join(" "), key }] : [];
  });

/** Everything in one place, as in a community of many languages. */
export const knownItems = (): { items: readonly Item[]; sets: readonly QuerySet[] } => {
  const random = seeded(1);
  const [rides, notes, reading, asked, written] = [
    statements("vtaiwan.uberx"),
    issues(),
    books(),
    questions(),
    pages(),
  ];
  const items = [
    ...rides,
    ...notes,
    ...reading,
    ...asked,
    ...written,
    ...proposals(),
    ...statements("american-assembly"),
    ...statements("canadian-electoral-reform"),
  ];
  const rewrite = (
    queries: QuerySet["queries"],
    convert: (text: string) => string,
  ): QuerySet["queries"] => queries.map(({ text, key }) => ({ text: convert(text), key }));
  const toHans = Converter({ from: "t", to: "cn" });
  const toMainland = Converter({ from: "twp", to: "cn" });
  const toHant = Converter({ from: "cn", to: "t" });
  const toTaiwan = Converter({ from: "cn", to: "twp" });
  const [ofRides, ofNotes, ofBooks] = [
    pieces(rides, random),
    pieces(notes, random),
    pieces(reading, random),
  ];
  const zh = (name: string, queries: QuerySet["queries"]): QuerySet => ({
    name,
    language: "zh",
    queries,
  });
  const en = (name: string, change: Change): QuerySet => ({
    name,
    language: "en",
    queries: remembered(asked, random, change),
  });
  const ofPages = (name: string, change: Change): QuerySet => ({
    name,
    language: "en",
    queries: remarks(written, random, change),
  });
  const longest = (words: readonly string[]): string =>
    words.reduce((one, other) => (other.length > one.length ? other : one), "");
  return {
    items,
    sets: [
      zh("statements in their script", ofRides),
      zh("statements in Simplified", rewrite(ofRides, toHans)),
      zh("statements in the mainland's words", rewrite(ofRides, toMainland)),
      zh("issues in their script", ofNotes),
      zh("issues in Simplified", rewrite(ofNotes, toHans)),
      zh("issues in the mainland's words", rewrite(ofNotes, toMainland)),
      zh("books in their script", ofBooks),
      zh("books in Traditional", rewrite(ofBooks, toHant)),
      zh("books in Taiwan's words", rewrite(ofBooks, toTaiwan)),
      en("questions as written", (words) => [...words]),
      en("questions with a mistake", (words) =>
        words.map((word) => (word === longest(words) ? mistype(word, random) : word)),
      ),
      en("questions in other forms", (words) => words.map(otherForm)),
      en("questions by a beginning", (words) => [
        ...words.slice(0, -1),
        (words.at(-1) ?? "").slice(0, 4),
      ]),
      ofPages("pages by words of their text", (words) => [...words]),
      ofPages("pages by other forms of such words", (words) => words.map(otherForm)),
      zh("issues by words of their text", pieces(notes, random, "body")),
    ],
  };
};

/** The share of queries whose item is among the first `most` found. */
export const recall = (
  { queries }: QuerySet,
  find: (text: string) => readonly string[],
  most = 10,
): number =>
  queries.filter(({ text, key }) => find(text).slice(0, most).includes(key)).length /
  queries.length;
