import type { Page as Screen } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { documentName } from "../../shared/documents/documentName.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { exportPage } from "../../shared/wiki/exportPage.ts";
import type { Page } from "../../shared/wiki/page.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { openBrowser, type OpenBrowser } from "./openBrowser.ts";

vi.setConfig({ testTimeout: 60_000 });

let server: TestServer;
let browser: OpenBrowser;
let wikiPath: string;
let maarten: Person;
let screen: Screen;

beforeAll(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  const { community } = await server.home();
  wikiPath = `/c/${community.slug}/w`;
  maarten = await server.member("manager", "Maarten");
  screen = await browser.page(server.url, maarten);
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const text = () => screen.getByRole("textbox", { name: "Text of the page" });

const aPage = async (title: string): Promise<Page> => {
  const page = await server.page({ title }, maarten);
  await screen.goto(`${wikiPath}/${page.id}`);
  await text().click();
  return page;
};

/** As the browser tells of it when somebody pastes. */
const paste = (formats: Record<string, string>) =>
  text().evaluate((element, kinds) => {
    const clipboardData = new DataTransfer();
    for (const [kind, words] of Object.entries(kinds)) {
      clipboardData.setData(kind, words);
    }
    element.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  }, formats);

/** The page as Markdown, once all is saved. */
const stored = async ({ id }: Page): Promise<string> => {
  await screen.getByText("Saved").waitFor();
  const { source } = await maarten.do(exportPage, { pageId: id });
  return source.replace(/^---\n[^]*?\n---\n+/, "").trim();
};

const MARKDOWN = `## 車架

我們用**「鋼」**製作，*不是*鋁。See [this](https://example.com).

- one
  - inner

1. first

- [x] done
- [ ] open

> quoted

| a | b     |
| - | ----- |
| 一 | \`two\` |

\`\`\`js
let a = 1;
\`\`\``;

test("Markdown becomes what it says; one undo takes it back, and only it [C33]", async () => {
  const page = await aPage("From Markdown");
  await screen.keyboard.type("Before.");
  await screen.keyboard.press("Enter");
  await paste({ "text/plain": MARKDOWN });
  await text().getByRole("heading", { name: "車架" }).waitFor();
  expect(await text().locator("strong").allInnerTexts()).toEqual(["「鋼」"]);
  await expect.poll(() => stored(page)).toBe(`Before.\n\n${MARKDOWN}`);

  await screen.keyboard.type(" After.");
  await screen.keyboard.press("Control+z");
  expect(await text().innerText()).not.toContain("After.");
  await text().getByRole("heading", { name: "車架" }).waitFor();
  await screen.keyboard.press("Control+z");
  await text().getByRole("heading", { name: "車架" }).waitFor({ state: "detached" });
  await expect.poll(() => stored(page)).toBe("Before.");
});

test("words with a sign or two come in where one writes; pasted as plain text and in code they stay [C33]", async () => {
  const page = await aPage("A few words");
  await screen.keyboard.type("Made of ");
  await paste({ "text/plain": "**鋼**，2 * 3" });
  await screen.keyboard.type("!");
  await expect.poll(() => stored(page)).toBe("Made of **鋼**，2 \\* 3!");
  await screen.keyboard.press("Enter");
  await screen.keyboard.down("Shift");
  await paste({ "text/plain": "**as it is**" });
  await screen.keyboard.up("Shift");
  await expect.poll(() => stored(page)).toContain("\\*\\*as it is\\*\\*");
  await screen.keyboard.press("Enter");
  await screen.keyboard.type("``` ");
  await paste({ "text/plain": "# not a heading" });
  await expect.poll(() => stored(page)).toContain("```\n# not a heading\n```");
});

test("what a code editor formats by colours alone is read as the Markdown it is [C33]", async () => {
  const page = await aPage("From a code editor");
  await paste({
    "text/plain": "# Title\n\n- item",
    "text/html":
      '<meta charset="utf-8"><div style="white-space: pre;"><div><span style="color: #00f;"># Title</span></div><br><div>- item</div></div>',
  });
  await expect.poll(() => stored(page)).toBe("# Title\n\n- item");
});

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style>
<!--[if gte mso 9]><xml><o:x></o:x></xml><![endif]--></head><body lang=EN-US><!--StartFragment-->
<p class=MsoTitle>Frames<o:p></o:p></p>
<h5>Deep</h5>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Steel</b> and <i>車架</i><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>lugged</p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>a.<span>&nbsp;</span></span>with silver</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp;</span></span>brazed</p>
<table class=MsoTableGrid><tr><td width=100 style='border:solid'><p class=MsoNormal>52</p></td><td><p class=MsoNormal>371</p></td></tr></table>
<p class=MsoNormal><img src="file:///C:/a.png"><a href="javascript:alert(1)">not a link</a></p>
<!--EndFragment--></body></html>`;

const GOOGLE = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-size:16pt;font-weight:400;">尺寸</span></h2><p dir="ltr"><span style="font-weight:700;">Bold</span><span style="font-weight:400;"> and </span><span style="font-style:italic;">italic</span><span style="text-decoration:line-through;">gone</span></p><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span>one</span></p></li><ul><li aria-level="2"><p role="presentation"><span>inner</span></p></li></ul></ul><ul><li role="checkbox" aria-checked="true"><img src="data:image/png;base64,AAAA" aria-roledescription="checkbox"><p><span>done</span></p></li><li role="checkbox" aria-checked="false"><p><span>open</span></p></li></ul></b><br class="Apple-interchange-newline">`;

test("what comes from Word comes in clean [C33]", async () => {
  const page = await aPage("From Word");
  await paste({ "text/html": WORD, "text/plain": "Frames\n· lugged" });
  await text().getByRole("heading", { name: "Frames" }).waitFor();
  await expect
    .poll(() => stored(page))
    .toBe(
      [
        "# Frames",
        "#### Deep",
        "**Steel** and *車架*",
        "- lugged\n  1. with silver\n- brazed",
        "| 52 | 371 |\n| -- | --- |",
        "not a link",
      ].join("\n\n"),
    );
});

test("what comes from Google Docs comes in clean [C33]", async () => {
  const page = await aPage("From Docs");
  await paste({ "text/html": GOOGLE, "text/plain": "尺寸" });
  await text().getByRole("heading", { name: "尺寸" }).waitFor();
  await expect
    .poll(() => stored(page))
    .toBe("## 尺寸\n\n**Bold** and *italic*~~gone~~\n\n- one\n  - inner\n\n* [x] done\n* [ ] open");
  const { tree } = await maarten.do(readDocument, {
    name: documentName({ type: "page", id: page.id }),
  });
  expect(tree.map(({ type }) => type)).toEqual(["heading", "paragraph", "bulletList", "taskList"]);
});
