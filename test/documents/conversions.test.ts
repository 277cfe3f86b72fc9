import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import type {
  DocumentElement,
  DocumentNode,
  DocumentTree,
} from "../../shared/documents/documentTree.ts";
import { changeTree } from "../../server/documents/changeTree.ts";
import { markdownOfHtml } from "../../server/imports/markdownOfHtml.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { treeOfDoc, treeOfState } from "../../server/documents/readTree.ts";
import { htmlOfTree } from "../../server/documents/treeHtml.ts";
import { markdownOfTree } from "../../server/documents/treeMarkdown.ts";
import { textOfTree } from "../../shared/documents/treeText.ts";
import { stateOfTree } from "../../server/documents/writeTree.ts";

const ID = "01hzzzzzzzzzzzzzzzzzzzzzzz";

const text = (words: string, ...marks: string[]): DocumentNode =>
  ({
    type: "text",
    text: words,
    marks: marks.map((type) => ({ type, attributes: {} })),
  }) as DocumentNode;
const element = (type: string, content: readonly DocumentNode[] = [], attributes = {}) =>
  ({ type, attributes, content }) as DocumentElement;
const paragraph = (...content: DocumentNode[]) => element("paragraph", content);

const rich: DocumentTree = [
  element("heading", [text("標題 "), text("強調：", "bold"), text("文字")], { level: 2 }),
  paragraph(
    text("强调：", "bold"),
    text("文字，"),
    text("斜体", "italic"),
    text(" and "),
    text("both", "bold", "italic"),
    element("hardBreak"),
    text("code", "code"),
    element("mention", [], { kind: "person", id: ID, label: "Ann" }),
  ),
  element("bulletList", [
    element("listItem", [
      paragraph(text("one")),
      element("orderedList", [element("listItem", [paragraph(text("inner"))])], { start: 3 }),
    ]),
  ]),
  element("taskList", [
    element("taskItem", [paragraph(text("done"))], { checked: true }),
    element("taskItem", [paragraph(text("open"))], { checked: false }),
  ]),
  element("blockquote", [paragraph(text("quote"))]),
  element("codeBlock", [text("let a = '<b>';\n\nb")], { language: "js" }),
  element("horizontalRule"),
  element("image", [], { src: "https://example.com/a.png", alt: "A", title: "T" }),
  element("table", [
    element("tableRow", [
      element("tableHeader", [paragraph(text("a|b"))]),
      element("tableHeader", [paragraph(text("c"))]),
    ]),
    element("tableRow", [
      element("tableCell", [paragraph(text("一"))]),
      element("tableCell", [paragraph()]),
    ]),
  ]),
  element("embed", [], { kind: "voteResult", id: ID }),
  element("embed", [], {
    kind: "ideaList",
    id: ID,
    sort: "new",
    status: "planned",
    tag: "車架 (steel)*&=?",
    count: 20,
  }),
];

describe("A document", () => {
  test("is the same after being written as Markdown and read again [Y20]", () => {
    const markdown = markdownOfTree(rich);

    expect(treeOfMarkdown(markdown)).toEqual(rich);
    expect(markdown).toContain("**强调：**文字，*斜体*");
  });

  test("holds whatever words there are through Markdown and back [Y20]", () => {
    const plain = fc.stringMatching(/^[a-z*_`[\]<>&!#~|\\：，。「」文字強調+-]{1,12}$/);
    const run = fc.record({
      words: fc.stringMatching(/^[a-z：，。「」文字強調]{1,8}$/),
      mark: fc.constantFrom("bold", "italic", "strike", "code"),
      after: fc.stringMatching(/^[a-z文字強調][a-z*_`[\]<>&!#~|\\：，。「」文字]{0,8}[a-z文字]$/),
    });
    const runs = fc
      .tuple(plain, fc.array(run, { maxLength: 4 }))
      .map(([first, rest]) => [
        text(`字${first}字`),
        ...rest.flatMap(({ words, mark, after }) => [text(words, mark), text(after)]),
      ]);
    fc.assert(
      fc.property(fc.array(runs, { minLength: 1, maxLength: 4 }), (lines) => {
        const tree = lines.map((line) => paragraph(...line));
        expect(treeOfMarkdown(markdownOfTree(tree))).toEqual(tree);
      }),
      { numRuns: 100 },
    );
  });

  test("is the same after being stored as Yjs does and read again [Y21]", () => {
    expect(treeOfState(stateOfTree(rich, 1))).toEqual(rich);
  });

  test("shows nothing that a document may not hold [Y21]", () => {
    const doc = new Y.Doc();
    const link = new Y.XmlText();
    link.insert(0, "x", { link: { href: "javascript:alert(1)" }, blink: {} });
    const inner = new Y.XmlElement("paragraph");
    inner.insert(0, [link, new Y.XmlElement("table")]);
    doc
      .getXmlFragment("body")
      .insert(0, [new Y.XmlElement("script"), new Y.XmlText("loose"), inner]);

    expect(treeOfDoc(doc)).toEqual([paragraph(text("x"))]);
  });

  test("says as HTML and Markdown of a live list no more than it may [Y21, Y22]", () => {
    const odd = [
      element("embed", [], { kind: "ideaList", id: ID, sort: "odd", tag: '"x', count: 9 }),
    ];
    expect(htmlOfTree(odd)).toBe(
      `<div data-embed="ideaList" data-id="${ID}" data-tag="&quot;x" data-count="9"></div>`,
    );
    const read = treeOfMarkdown(
      `[a list](embed:ideaList/${ID}?sort=odd,count=99,tag=%E0%A4%A,status=open,more=1)`,
    );
    expect(read).toEqual([element("embed", [], { kind: "ideaList", id: ID, status: "open" })]);
  });

  test("is HTML in which nothing but its own markup is markup [Y22]", () => {
    const html = htmlOfTree([
      paragraph(text('<script>alert(1)</script> & "x"')),
      element("image", [], { src: "javascript:alert(1)", alt: "<b>" }),
      element("codeBlock", [text("<i>")], { language: '"><script>' }),
      {
        ...paragraph(),
        content: [
          {
            type: "text",
            text: "bad",
            marks: [{ type: "link", attributes: { href: "javascript:alert(1)" } }],
          },
        ],
      },
    ]);

    expect(html).toBe(
      "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;</p>\n&lt;b&gt;\n" +
        "<pre><code>&lt;i&gt;</code></pre>\n<p>bad</p>",
    );
  });

  test("is read from HTML as far as it can hold it [Y22]", () => {
    const tree = treeOfMarkdown(
      markdownOfHtml("<h2>T</h2><p>a <b>b</b></p><ul><li>x</li></ul><script>y</script>"),
    );

    expect(tree).toEqual([
      element("heading", [text("T")], { level: 2 }),
      paragraph(text("a "), text("b", "bold")),
      element("bulletList", [element("listItem", [paragraph(text("x"))])]),
    ]);
  });

  test("is words alone for search and mails [Y23]", () => {
    expect(textOfTree(rich.slice(0, 5))).toBe(
      "標題 強調：文字\n强调：文字，斜体 and both\ncodeAnn\none\ninner\ndone\nopen\nquote",
    );
  });
});

describe("Replacing a document's content", () => {
  const docOf = (tree: DocumentTree): Y.Doc => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, stateOfTree(tree, 1));
    return doc;
  };

  test("changes no more than differs, so that cursors stay where they are [Y24]", () => {
    const doc = docOf([
      paragraph(text("first")),
      paragraph(text("second")),
      paragraph(text("third")),
    ]);
    const body = doc.getXmlFragment("body");
    const third = body.get(2);
    const secondText = (body.get(1) as Y.XmlElement).get(0) as Y.XmlText;
    const cursor = Y.createRelativePositionFromTypeIndex(secondText, 6);

    changeTree(doc, [
      paragraph(text("new")),
      paragraph(text("first")),
      paragraph(text("sec+ond")),
      paragraph(text("third")),
    ]);

    expect(body.get(3)).toBe(third);
    expect(Y.createAbsolutePositionFromRelativePosition(cursor, doc)).toMatchObject({ index: 7 });
  });

  test("always comes to what was wanted [Y24]", () => {
    const leaf = fc
      .array(fc.tuple(fc.constantFrom("ab", "c", "字"), fc.constantFrom(undefined, "bold")), {
        maxLength: 3,
      })
      .map((runs) =>
        runs
          .filter(([, mark], index) => runs[index - 1]?.[1] !== mark || index === 0)
          .map(([words, mark]) => text(words, ...(mark ? [mark] : []))),
      );
    const block = fc.oneof(
      leaf.map((content) => paragraph(...content)),
      fc.constant(element("horizontalRule")),
      leaf.map((content) => element("blockquote", [paragraph(...content)])),
      fc
        .tuple(leaf, fc.integer({ min: 1, max: 3 }))
        .map(([content, level]) => element("heading", content, { level })),
    );
    const tree = fc.array(block, { maxLength: 6 });
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const doc = docOf(before);
        doc.transact(() => changeTree(doc, after));
        expect(treeOfDoc(doc)).toEqual(after);
      }),
      { numRuns: 150 },
    );
  });
});
