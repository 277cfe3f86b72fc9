import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { exportPage } from "../../shared/wiki/exportPage.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const SOURCE = `# 鈴鐺

他說**「非常重要」**的事，*真的*。A **loud** bell: "rings" & <rings>.

- [x] done
- [ ] open

1. one
2. two

| a | b |
| --- | --- |
| 1 | 2 |

\`\`\`ts
const loud = true;
\`\`\`
`;
const input = { title: "Given", format: "markdown", source: SOURCE } as const;

const treeOf = async (pageId: string) =>
  (await server.owner.do(readDocument, { name: DocumentName.parse(`page:${pageId}`) })).tree;

describe("a page", () => {
  test("comes back from Markdown as it went, with title and labels [W15]", async () => {
    const { id: communityId } = await server.community({ name: "Wiki" });
    const { id: pageId } = await server.owner.do(importPage, { ...input, communityId });
    const labels = ["bells", "鈴鐺"];
    await server.owner.do(editPage, { pageId, labels, title: 'Said: "loud"' });
    const out = await server.guest().do(exportPage, { pageId });
    expect(out.fileName).toBe("Said- -loud-.md");
    const back = await server.owner.do(importPage, { ...input, communityId, source: out.source });
    expect(back).toMatchObject({ title: 'Said: "loud"', labels });
    expect(await treeOf(back.id)).toEqual(await treeOf(pageId));
    const again = await server.owner.do(exportPage, { pageId: back.id });
    expect(again.source.replace(back.id, pageId)).toBe(out.source);
    const bold = JSON.stringify(await treeOf(back.id));
    expect(bold).toContain('{"type":"text","text":"「非常重要」","marks":[{"type":"bold"');
  });

  test("is HTML that holds texts only as texts, and is made from HTML [W15]", async () => {
    const { id: communityId } = await server.community({ name: "Wiki" });
    const { id: pageId } = await server.owner.do(importPage, {
      communityId,
      title: "<b>Bells</b>",
      format: "html",
      source: "<h1>Bells</h1><p>A <b>loud</b> bell<script>alert(1)</script> &lt;i&gt;</p>",
    });
    const { source } = await server.guest().do(exportPage, { pageId, format: "html" });
    expect(source).toContain("<title>&lt;b&gt;Bells&lt;/b&gt;</title>");
    expect(source).toContain("<strong>loud</strong>");
    expect(source).toContain("&lt;i&gt;");
    expect(source).not.toContain("<script");
  });

  test("begins with what its template holds [W14]", async () => {
    const { id: communityId } = await server.community({ name: "Wiki" });
    const template = await server.owner.do(importPage, { ...input, communityId });
    const made = { communityId, title: "Made", templateId: template.id };
    expect(await server.owner.rest(createPage, made)).toMatchObject({
      error: { code: "page_not_found" },
    });
    await server.owner.do(editPage, { pageId: template.id, isTemplate: true });
    const { id } = await server.owner.do(createPage, made);
    expect(await treeOf(id)).toEqual(await treeOf(template.id));
    const nowhere = { ...made, templateId: "0".repeat(26) };
    expect(await server.owner.rest(createPage, nowhere)).toMatchObject({
      error: { code: "page_not_found" },
    });
  });
});
