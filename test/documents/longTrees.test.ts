import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import { compareTrees } from "../../server/documents/compareTrees.ts";
import { realTimers } from "../../server/database/timers.ts";
import { DocumentWorker } from "../../server/documents/documentWorker.ts";
import { headOfTree, isWithin } from "../../server/documents/shortTree.ts";
import { markdownOfTree } from "../../server/documents/treeMarkdown.ts";
import { writeMarkdown } from "../../server/documents/writeMarkdown.ts";
import { deriveText } from "../../server/ideas/derivedText.ts";
import type { DocumentNode, DocumentTree } from "../../shared/documents/documentTree.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { textOfTree } from "../../shared/documents/treeText.ts";
import { BODY_MAX } from "../../shared/ideas/idea.ts";

const bold = { type: "bold", attributes: {} } as const;
const paragraph = (content: readonly DocumentNode[]) =>
  ({ type: "paragraph", attributes: {}, content }) as const;
const words = (text: string, marks: readonly (typeof bold)[] = []): DocumentNode => ({
  type: "text",
  text,
  marks,
});
/** Every second letter is bold. */
const motley = (letters: number): DocumentTree => [
  paragraph(Array.from({ length: letters }, (_, at) => words("a", at % 2 === 1 ? [bold] : []))),
];
const table = (rows: readonly (readonly string[])[]): DocumentTree => [
  {
    type: "table",
    attributes: {},
    content: rows.map((cells, at) => ({
      type: "tableRow",
      attributes: {},
      content: cells.map((text) => ({
        type: at === 0 ? "tableHeader" : "tableCell",
        attributes: {},
        content: [paragraph([words(text)])],
      })),
    })),
  },
];
const lines = (count: number, word: string): DocumentTree =>
  Array.from({ length: count }, (_, at) => paragraph([words(`${word}${at} `.repeat(20))]));

describe("A document as Markdown", () => {
  test("may change its marks as often as it likes [Y26]", () => {
    const tree = motley(20_000);
    expect(markdownOfTree(tree).trim()).toBe("a**a**".repeat(10_000));
  });

  test("is not as wide as its longest cell in every row [Y26]", () => {
    const rows = Array.from({ length: 200 }, (_, at) => [at === 0 ? "a".repeat(10_000) : "b", "c"]);
    const markdown = markdownOfTree(table(rows));
    expect(markdown.length).toBeLessThan(40_000);
    expect(treeOfMarkdown(markdown)).toEqual(table(rows));
    const small = markdownOfTree(
      table([
        ["long word", "b"],
        ["c", "d"],
      ]),
    );
    expect(small).toBe("| long word | b |\n| --------- | - |\n| c         | d |\n");
  });

  test("has no cells that it has not, where these would be most [Y26]", () => {
    const rows = [
      Array.from({ length: 500 }, () => "a"),
      ...Array.from({ length: 500 }, () => ["b"]),
    ];
    const markdown = markdownOfTree(table(rows));
    expect(markdown.length).toBeLessThan(5000);
    expect(textOfTree(treeOfMarkdown(markdown)).replaceAll("\n", "")).toBe(
      "a".repeat(500) + "b".repeat(500),
    );
  });
});

describe("What is done with a long document", () => {
  const workers: DocumentWorker[] = [];
  const worker = (longestMs?: number): DocumentWorker => {
    const made = new DocumentWorker(realTimers, longestMs);
    workers.push(made);
    return made;
  };
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((one) => one.close()));
  });
  /** Whether others get their turn before it is done. */
  const isAside = async (work: Promise<unknown>): Promise<boolean> => {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    await nextTurn();
    const wasAside = !isDone;
    await done;
    return wasAside;
  };

  test("happens in a thread, and gives the same [Y27]", async () => {
    const [write, compare] = [writeMarkdown(worker()), compareTrees(worker())];
    const [long, other] = [lines(100, "a"), lines(100, "b")];
    expect(await isAside(write(long))).toBe(true);
    expect(await isAside(compare(long, other))).toBe(true);
    expect(await write(long)).toBe(markdownOfTree(long));
    expect(await compare(long, [...long, ...lines(1, "c")])).toMatchObject([
      ...long.map(() => ({ kind: "same" })),
      { kind: "added" },
    ]);
    const [short, shorter] = [lines(2, "a"), lines(1, "a")];
    expect(await isAside(write(short))).toBe(false);
    expect(await isAside(compare(short, shorter))).toBe(false);
  });

  test("is told without detail where it takes too long [Y27]", async () => {
    const long = lines(100, "a");
    expect(await writeMarkdown(worker(0))(long)).toBe(textOfTree(long));
    const blocks = await compareTrees(worker(0))(long, long);
    expect(blocks.map(({ kind }) => kind)).toEqual([
      ...long.map(() => "removed"),
      ...long.map(() => "added"),
    ]);
  });

  test("is no more than is shown of it, where that is its beginning [Y26]", async () => {
    const asked: DocumentTree[] = [];
    const derive = deriveText((tree) => {
      asked.push(tree);
      return markdownOfTree(tree);
    });
    const { text, isCut } = await derive(lines(5000, "word"));
    expect(text).toBe(`${markdownOfTree(lines(300, "word")).slice(0, BODY_MAX - 1)}…`);
    expect(isCut).toBe(true);
    expect(asked.every((tree) => isWithin(tree, 2 * BODY_MAX))).toBe(true);
    const empty = Array.from({ length: 50_000 }, () => paragraph([]));
    expect(await derive([...empty, ...lines(1, "a")])).toEqual({ text: "…", isCut: true });
    expect(await derive(lines(1, "a"))).toMatchObject({ isCut: false });
    expect(headOfTree([paragraph([words("ab\u{1F514}c")])], 4)).toEqual([paragraph([words("ab")])]);
  });
});
