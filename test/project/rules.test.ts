import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { trackedFiles } from "./trackedFiles.ts";

interface Mention {
  readonly id: string;
  readonly file: string;
}

const mentionsIn = (files: RegExp, pattern: RegExp): Mention[] =>
  trackedFiles()
    .filter(({ file }) => files.test(file))
    .flatMap(({ file, path }) =>
      [...readFileSync(path, "utf8").matchAll(pattern)]
        .flatMap(([, ids = ""]) => ids.split(", "))
        .map((id) => ({ id, file })),
    );

/** Rules are list items that begin with their number: `- **V1** …`. */
const rules = mentionsIn(/RULES\.md$/, /^- \*\*([A-Z]+\d+)\*\* \S/gm);

/** Tests cite them in their titles: `[V1]`, or `[V1, V2]`. */
const citations = mentionsIn(/\.test\.tsx?$/, /\[([A-Z]+\d+(?:, [A-Z]+\d+)*)\](?=[^\n]*["'`])/g);

const told = (mentions: readonly Mention[]): string[] => [
  ...new Set(mentions.map(({ id, file }) => `${id} (${file})`)),
];

describe("the rules of RULES.md", () => {
  const known = new Set(rules.map(({ id }) => id));
  const cited = new Set(citations.map(({ id }) => id));

  test("have a number each that no other has [J9]", () => {
    const twice = rules.filter(
      ({ id }, place) => rules.findIndex((rule) => rule.id === id) < place,
    );

    expect(told(twice)).toEqual([]);
    expect(known).toContain("J9");
  });

  test("are each cited by a test [J9]", () => {
    expect(told(rules.filter(({ id }) => !cited.has(id)))).toEqual([]);
  });

  test("are all that tests cite [J9]", () => {
    expect(told(citations.filter(({ id }) => !known.has(id)))).toEqual([]);
  });
});
