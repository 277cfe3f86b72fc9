import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readText, readZip } from "../../server/wiki/archive/readZip.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { ARCHIVE_LIMITS, ARCHIVE_TYPE } from "../../shared/wiki/archive.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import { movePage } from "../../shared/wiki/movePage.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { download, upload, zipOf } from "../support/archives.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const newWiki = async () => {
  const { id: communityId } = await server.community({ name: "Wiki: bells" });
  return {
    communityId,
    page: async (title: string, source: string, parentId?: string) =>
      (
        await server.owner.do(importPage, {
          communityId,
          title,
          source,
          format: "markdown",
          ...(parentId !== undefined && { parentId }),
        })
      ).id,
  };
};

/** Path and text of every file, in the order of the archive. */
const filesIn = (bytes: Uint8Array): [string, string][] =>
  readZip(bytes, ARCHIVE_LIMITS).map((entry) => [entry.path, readText(entry)]);

const bytesFor = async (person: Person, communityId: string, pageId?: string): Promise<Buffer> => {
  const { bytes, reply } = await download(person, communityId, pageId);
  if (!bytes) {
    throw new Error(JSON.stringify(reply));
  }
  return bytes;
};

const treeOf = async (pageId: string) =>
  (await server.owner.do(readDocument, { name: DocumentName.parse(`page:${pageId}`) })).tree;

/** Titles with those they stand below, labels and texts, in order. Links name the titles that they lead to. */
const outline = async (communityId: string) => {
  const { pages } = await server.owner.do(getPageTree, { communityId });
  const titleOf = new Map<string, string>(pages.map(({ id, title }) => [id, title]));
  const shown = async (parentId: string | undefined): Promise<unknown[]> =>
    Promise.all(
      pages
        .filter((page) => page.parentId === parentId)
        .map(async ({ id, title, labels }) => [
          title,
          labels,
          JSON.stringify(await treeOf(id)).replaceAll(
            /"id":"(\w{26})"/g,
            (_, to: string) => `"to":"${titleOf.get(to) ?? to}"`,
          ),
          await shown(id),
        ]),
    );
  return shown(undefined);
};

describe("a wiki", () => {
  test("goes out as files that link to each other, and comes back the same [W17] [W18]", async () => {
    const { communityId, page } = await newWiki();
    const care = await page(
      "Care: “how?”",
      "他說**「非常重要」**的事。 A [[Chain]], *not* a link.",
    );
    const chain = await page("鏈條 (1)", `See [how](mention:page/${care}).`, care);
    await page("鏈條 (1)", "- [x] oiled", care);
    const top = await page("Start", `First [鏈條](mention:page/${chain}), then rest.`);
    await server.owner.do(movePage, { pageId: top });
    await server.owner.do(editPage, { pageId: chain, labels: ["chains", "鏈"] });

    const { name, bytes } = await download(server.guest(), communityId);
    expect(name).toBe('attachment; filename="Wiki- bells.zip"');
    const files = filesIn(bytes ?? Buffer.of());
    expect(files.map(([path]) => path)).toEqual([
      "Start.md",
      "Care- “how-”.md",
      "Care- “how-”/鏈條 (1).md",
      "Care- “how-”/鏈條 (1) (2).md",
    ]);
    const link = `${encodeURIComponent("Care- “how-”")}/${encodeURIComponent("鏈條 (1).md")}`;
    expect(files[0]?.[1]).toContain(link.replaceAll(/[()]/g, String.raw`\$&`).split("%20")[0]);
    expect(files[2]?.[1]).toContain('labels: ["chains","鏈"]');

    const other = await newWiki();
    const reply = await upload(server.owner, other.communityId, bytes ?? Buffer.of());
    expect(reply).toMatchObject({ ok: true, value: { pages: 4, skipped: [] } });
    expect(await outline(other.communityId)).toEqual(await outline(communityId));
    const again = filesIn(await bytesFor(server.owner, other.communityId));
    const withoutId = ([path, text]: [string, string]) => [path, text.replace(/^id: .*$/m, "")];
    expect(again.map(withoutId)).toEqual(files.map(withoutId));
  });

  test("goes out as far as one may see it, from a page on if that is asked for [W17]", async () => {
    const { communityId, page } = await newWiki();
    const hall = await page("Hall", "");
    const room = await page("Room", "", hall);
    const secret = await page("Secret", "", room);
    await page("Box", `[up](mention:page/${secret})`, secret);
    const inner = { read: "manager", comment: "manager", suggest: "manager" } as const;
    const rights = { ...inner, edit: "manager" as const, members: [] };
    await server.owner.do(setPageRights, { pageId: secret, rights });
    const pathsFor = async (by: Person, pageId?: string) =>
      filesIn(await bytesFor(by, communityId, pageId)).map(([path]) => path);
    expect(await pathsFor(server.guest())).toEqual(["Hall.md", "Hall/Room.md"]);
    expect(await pathsFor(server.owner, room)).toEqual([
      "Room.md",
      "Room/Secret.md",
      "Room/Secret/Box.md",
    ]);
    const notFound = { reply: { ok: false, error: { code: "page_not_found" } } };
    expect(await download(server.guest(), communityId, secret)).toMatchObject(notFound);
    expect(await download(server.guest(), communityId, "0".repeat(26))).toMatchObject(notFound);
    expect(await download(server.guest(), "0".repeat(26))).toMatchObject({
      reply: { ok: false, error: { code: "community_not_found" } },
    });
  });

  test("takes in files that were made elsewhere, below a page [W11] [W18]", async () => {
    const { communityId, page } = await newWiki();
    const parentId = await page("Taken in", "");
    const bytes = await zipOf([
      [
        "Guides/README.md",
        "# Guides\n\nSee [bells](./bells.md#loud) and [the web](https://example.com).",
      ],
      [
        "Guides/bells.md",
        '---\ntitle: All bells\nlabels: ["loud"]\n---\nBack to [guides](README.md).',
      ],
      ["Guides/bells.png", "no picture"],
      ["Guides/deep/er/last.html", "<p>A <b>bold</b> word</p>"],
      ["__MACOSX/Guides/bells.md", "x"],
      ["notes.markdown", "[away](../outside.md) and [bells](Guides/bells)"],
    ]);
    const reply = await upload(server.owner, communityId, bytes, { parentId });
    expect(reply).toMatchObject({
      ok: true,
      value: {
        pages: 6,
        top: [expect.any(String), expect.any(String)],
        skipped: ["Guides/bells.png", "__MACOSX/Guides/bells.md"],
      },
    });
    const [[, , , below]] = (await outline(communityId)) as [[string, [], string, unknown[]]];
    const names = (pages: unknown[]): unknown[] =>
      (pages as [string, string[], string, unknown[]][]).map(([title, , , more]) =>
        more.length > 0 ? [title, ...names(more)] : title,
      );
    expect(names(below)).toEqual([["Guides", "All bells", ["deep", ["er", "last"]]], "notes"]);
    const texts = JSON.stringify(below);
    expect(texts.match(/kind.{1,8}page/g)).toHaveLength(3);
    expect(texts).toContain("https://example.com");
    expect(texts).not.toContain("outside.md");
    expect(texts).toContain("bold");
    const { pages } = await server.owner.do(getPageTree, { communityId });
    const bells = pages.find(({ title }) => title === "All bells");
    expect(bells?.labels).toEqual(["loud"]);
    const { links } = await server.owner.do(getBacklinks, { pageId: bells?.id ?? "" });
    expect(links.map(({ title }) => title).toSorted()).toEqual(["Guides", "notes"]);
  });

  test("takes an archive in once, however often it is sent, from those who may [W18]", async () => {
    const { communityId, page } = await newWiki();
    const bytes = await zipOf([["a.md", "A"]]);
    const first = await upload(server.owner, communityId, bytes, { key: "once" });
    expect(await upload(server.owner, communityId, bytes, { key: "once" })).toEqual(first);
    expect(await outline(communityId)).toHaveLength(1);
    const others = await zipOf([["b.md", "B"]]);
    const codeOf = async (...sent: Parameters<typeof upload>) => {
      const reply = await upload(...sent);
      return reply.ok ? "ok" : reply.error.code;
    };
    expect(await codeOf(server.owner, communityId, others, { key: "once" })).toBe("key_reused");
    expect(await codeOf(server.guest(), communityId, bytes)).toBe("login_required");
    expect(await codeOf(await server.user(), communityId, bytes)).toBe("forbidden");
    expect(await codeOf(server.owner, "0".repeat(26), bytes)).toBe("community_not_found");
    const nowhere = { parentId: "0".repeat(26) };
    expect(await codeOf(server.owner, communityId, bytes, nowhere)).toBe("page_not_found");
    let parentId = await page("1", "");
    for (let level = 2; level < 12; level += 1) {
      parentId = await page(String(level), "", parentId);
    }
    expect(await codeOf(server.owner, communityId, bytes, { parentId })).toBe("ok");
    const deep = await zipOf([["a/b.md", "B"]]);
    expect(await codeOf(server.owner, communityId, deep, { parentId })).toBe("page_too_deep");
  });
});

test("An archive is not read from whoever has not logged in [W29]", async () => {
  const { communityId } = await newWiki();
  const asked = request(`${server.guest().url}/api/communities/${communityId}/pages/archive`, {
    method: "POST",
    headers: { "content-type": ARCHIVE_TYPE, "content-length": ARCHIVE_LIMITS.bytes },
  });
  asked.on("error", () => undefined);
  const answered = new Promise<number | undefined>((resolve) => {
    asked.once("response", ({ statusCode }) => resolve(statusCode));
  });
  // The rest never comes.
  asked.write("PK");
  expect(await answered).toBe(401);
  asked.destroy();
});
