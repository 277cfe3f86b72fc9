import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markdownOfHtml } from "../../server/imports/markdownOfHtml.ts";

describe("HTML as Markdown", () => {
  test.each([
    ["<p>one</p><p>two<br/>lines</p>", "one\n\ntwo  \nlines"],
    ["one<br><br/>two", "one\n\ntwo"],
    [
      "a <strong> big </strong>thing and <em>a <b>small</b></em> one",
      "a **big** thing and *a **small*** one",
    ],
    ["<b>one<p>two</p></b>", "**one**\n\n**two**"],
    ["<h2>Why</h2><div>So.</div>", "## Why\n\nSo."],
    ["<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>", "- one\n- two\n  - three"],
    ["<ol><li><p>a</p><p>b</p></li><li>c</li></ol>", "1. a\n\n   b\n2. c"],
    ["<blockquote><p>a</p><p>b</p></blockquote>c", "> a\n>\n> b\n\nc"],
    ['<a href="http://a.b/c_(d)" rel="x">here</a>', "[here](http://a.b/c_%28d%29)"],
    ['<a href="javascript:alert(1)">here</a>', "here"],
    ['<img src="http://a.b/c.png" alt="a cat">', "[a cat](http://a.b/c.png)"],
    ["say <code>a  `b`</code>", "say `` a `b` ``"],
    ["<pre><code>a\n  b\n</code></pre>", "```\na\n  b\n```"],
    [
      "1 < 2 &amp; 3 &gt; 2 &#233;&#x4e2d;&nbsp;&nosuch;",
      "1 < 2 & 3 > 2 é中\u00a0&nosuch;".replace("&nosuch;", "\\&nosuch;"),
    ],
    ["&lt;script&gt; and &amp;lt;", "\\<script> and \\&lt;"],
    ["<script>alert(1)</script>left", "left"],
    ["a<hr>b", "a\n\n---\n\nb"],
    ["<unknown>kept</unknown>", "kept"],
    ["", ""],
  ])("turns %j into the same in Markdown [M8]", (html, markdown) => {
    expect(markdownOfHtml(html)).toBe(markdown);
  });

  const tags = ["p", "b", "em", "a", "ul", "ol", "li", "blockquote", "div", "h1", "br", "td", "s"];
  const piece = fc.oneof(
    fc.stringMatching(/^[a-z]{1,8} ?$/),
    fc.constantFrom(...tags).map((tag) => `<${tag}>`),
    fc.constantFrom(...tags).map((tag) => `</${tag}>`),
  );

  test("loses no word, however the tags stand [M8]", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const said = pieces
          .filter((part) => !part.startsWith("<"))
          .join("")
          .replaceAll(" ", "");
        const kept = markdownOfHtml(pieces.join("")).replaceAll(/[^a-z]/g, "");
        expect(kept).toBe(said);
      }),
      { numRuns: 500 },
    );
  });

  test("takes anything for text and says something in return [M8]", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (html) => {
        expect(typeof markdownOfHtml(html)).toBe("string");
      }),
    );
  });

  test.each(["pre", "code"])("takes as many backticks as there are in %s [M8]", (tag) => {
    const code = "`a".repeat(200_000);
    expect(markdownOfHtml(`<${tag}>${code}</${tag}>`)).toContain(code);
  });

  test.each([
    "<blockquote>",
    "<a href=",
    "<b>x<p>",
    "<li>x",
    "<!--",
    "<ul><li>",
    "<pre> \n",
    "<em>x<a href='http://x'>",
    "&#",
    "<br> ",
    "</li></ul></b>",
  ])("is not slowed down by %j, again and again [M8]", (piece) => {
    const html = `${piece.repeat(30_000)}x`;
    const before = performance.now();
    markdownOfHtml(html);
    // A fraction of a second; it would be tens of seconds if the time grew with the square.
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
