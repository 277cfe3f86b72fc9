import { getSchema } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentExtensions } from "../../client/documents/documentExtensions.ts";
import { isUnformatted, looksLikeMarkdown } from "../../client/documents/markdownSigns.ts";
import { markdownSlice } from "../../client/documents/markdownSlice.ts";

const schema = getSchema(documentExtensions);

/** Refused by the editor's schema if it can't hold it. */
const opened = (markdown: string): string => {
  const { content } = markdownSlice(schema, markdown);
  const whole = schema.node("doc", null, content.size > 0 ? content : schema.node("paragraph"));
  Node.fromJSON(schema, whole.toJSON()).check();
  return whole.toString();
};

describe("Markdown in the editor", () => {
  test("is what it says, next to Chinese too [C33]", () => {
    expect(opened("## 車架\n\n我們用**「鋼」**製作。\n\n- [x] done\n\n| a |\n|---|\n| `b` |")).toBe(
      'doc(heading("車架"), paragraph("我們用", bold("「鋼」"), "製作。"), taskList(taskItem(paragraph("done"))), table(tableRow(tableHeader(paragraph("a"))), tableRow(tableCell(paragraph(code("b"))))))',
    );
  });

  test.each([
    ["an image", "- ![A](https://example.com/a.png)"],
    ["code", "1. ```\n   a\n   ```"],
    ["a quotation", "- > said"],
    ["a list", "- - inner"],
    ["a heading", "- # Title"],
    ["nothing", "-\n- b"],
    ["a task with code", "- [ ] ```\n"],
  ])("holds items that begin with %s [Y25]", (_what, markdown) => {
    expect(opened(markdown)).toMatch(/(?:Item)\(paragraph/);
  });

  test("holds code in what is bold, struck or a link [Y25]", () => {
    expect(opened("**`a`** ~~`b`~~ [`c`](https://example.com/)")).toBe(
      'doc(paragraph(bold(code("a")), " ", strike(code("b")), " ", link(code("c"))))',
    );
  });

  test("holds whatever Markdown there is [Y25]", () => {
    const parts = [
      ["- ", "1. ", "> ", "# ", "  ", "\n", "\n\n", "a", "鋼", "**", "`", "```\n", "---\n"],
      ["| a | b |\n|---|---|\n| c |\n", "![x](https://e.com/x.png)", "[ ] ", "[x] ", "<b>", "~~"],
    ].flat();
    const part = fc.constantFrom(...parts);
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (chosen) => {
        opened(chosen.join(""));
      }),
      { numRuns: 400 },
    );
  });
});

test.each([
  ["# Title", true],
  ["- one\n- two", true],
  ["3) three", true],
  ["> said", true],
  ["```\ncode\n```", true],
  ["| a | b |\n|---|---|", true],
  ["我們用**鋼管**製作", true],
  ["see [this](https://example.com)", true],
  ["這是*重點*喔", true],
  ["2 * 3 * 4 = 24", false],
  ["2*3*4 = 24", false],
  ["*.ts and *.js", false],
  ["snake_case_words and a-b", false],
  ["C# is a language", false],
  ["#hashtag", false],
  ["1.5 metres", false],
  ["Plain words.\nOn two lines.", false],
])("a text like %j is Markdown: %s [C33]", (text, isMarkdown) => {
  expect(looksLikeMarkdown(text)).toBe(isMarkdown);
});

test("what a code editor puts beside a text says nothing, what a page does says more [C33]", () => {
  const editor =
    '<meta charset="utf-8"><div style="font-family: monospace; white-space: pre;"><div><span style="color: #0000ff;"># Title</span></div></div>';
  expect(isUnformatted(editor)).toBe(true);
  expect(isUnformatted("<p>Some <b>bold</b> words</p>")).toBe(false);
  expect(isUnformatted('<span style="font-weight:700">bold</span>')).toBe(false);
});

test.each([
  ["[", false],
  ["*", false],
  ["*a ", false],
  ["[a](", false],
  ["|-", false],
  ["`", true],
])("a hundred thousand times %j is read at once [C33]", (sign, isMarkdown) => {
  expect(looksLikeMarkdown(sign.repeat(100_000))).toBe(isMarkdown);
});
