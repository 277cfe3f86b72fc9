import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import type { InputOf } from "../../shared/protocol/operation.ts";
import type { UserId } from "../../shared/protocol/ids.ts";
import type { findHits } from "../../shared/search/findHits.ts";
import { suggestHits } from "../../shared/search/suggestHits.ts";
import { approvePage } from "../../shared/wiki/approvePage.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import { movePage } from "../../shared/wiki/movePage.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { restorePage, trashPage } from "../../shared/wiki/trashPage.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { joined, marked, search, titles } from "./searching.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const WAIT = { timeout: 10_000, interval: 50 };

const newWiki = async () => {
  const { id: communityId } = await server.community({ name: "Tread" });
  return {
    communityId,
    page: (title: string, source = "", parentId?: string) =>
      server.owner.do(importPage, {
        communityId,
        title,
        format: "markdown",
        source,
        ...(parentId !== undefined && { parentId }),
      }),
    write: (pageId: string, markdown: string) =>
      server.app.documents.replace(
        DocumentName.parse(`page:${pageId}`),
        { id: server.owner.id as UserId, name: "Olive Owner" },
        { tree: treeOfMarkdown(markdown) },
      ),
    find: (by: Person, text: string, more: Partial<InputOf<typeof findHits>> = {}) =>
      search(by, { communityId, text, ...more }),
  };
};

describe("a page", () => {
  test("is found by its title, labels and text, and links to itself [Q18]", async () => {
    const { page, find, communityId } = await newWiki();
    const inText = await page("Caring", "Use a **brush** and page_tree on the drivetrain.");
    const inTitle = await page("The drivetrain");
    const labelled = await page("Tools");
    await server.owner.do(editPage, { pageId: labelled.id, labels: ["drivetrain"] });

    const guest = server.guest();
    const { hits } = await find(guest, "drivetrain");
    expect(hits[0]).toEqual({
      subject: { type: "page", id: inTitle.id },
      title: [
        { text: "The ", hit: false },
        { text: "drivetrain", hit: true },
      ],
      excerpt: [],
      author: inTitle.createdBy,
      at: inTitle.createdAt,
      score: expect.any(Number),
    });
    expect(new Set(hits.map(({ subject }) => subject.id))).toEqual(
      new Set([inTitle.id, labelled.id, inText.id]),
    );
    const [hit] = (await find(guest, "page_tree brushes")).hits;
    expect(marked(hit?.excerpt ?? [])).toBe("Use a [brush] and [page]_[tree] on the drivetrain.");
    const { suggestions } = await guest.do(suggestHits, { communityId, text: "driv" });
    expect(suggestions.map(({ subject }) => subject.id)).toEqual([inTitle.id]);
  });

  test.each([
    ["共享汽车", "共享汽車的管理辦法"],
    ["管理辦法", "共享汽车的管理办法"],
    ["软件", "軟體更新太慢"],
    ["軟體", "软件工程师的椅子"],
    ["covers rian", "A cover for the rain"],
  ])("for %s is found by its text %s [Q18]", async (text, written) => {
    const { page, find } = await newWiki();
    await page("一", written);
    await page("二", "國民教育");

    expect(titles(await find(server.guest(), text))).toEqual(["一"]);
  });

  test("is found as it was written a moment ago, and not as it was before [Q18]", async () => {
    const { page, find, write } = await newWiki();
    const { id } = await page("Bells", "A horn.");
    const reader = server.guest();
    expect(titles(await find(reader, "horn"))).toEqual(["Bells"]);
    await write(id, "A 鈴鐺 that rings.");
    await vi.waitFor(
      async () => expect(titles(await find(reader, "铃铛"))).toEqual(["Bells"]),
      WAIT,
    );
    expect(titles(await find(reader, "horn"))).toEqual([]);
  });

  test("in the trash is not found, nor what is below it, until it is back [Q18]", async () => {
    const { page, find } = await newWiki();
    const { id: pageId } = await page("Horns");
    await page("Small horns", "", pageId);
    expect(titles(await find(server.owner, "horns"))).toHaveLength(2);
    await server.owner.do(trashPage, { pageId });
    expect(titles(await find(server.owner, "horns"))).toEqual([]);
    await server.owner.do(restorePage, { pageId });
    expect(titles(await find(server.owner, "horns"))).toHaveLength(2);
  });

  test("is narrowed by type, author and day, and is on no board [Q6]", async () => {
    const { page, find, communityId } = await newWiki();
    const { id: boardId } = await server.board({ communityId });
    await page("Horns");
    await server.idea({ boardId, title: "Louder horns" });
    const [owner, stranger] = [server.owner, await server.user()];
    expect(titles(await find(owner, "horns", { type: "page" }))).toEqual(["Horns"]);
    expect(titles(await find(owner, "horns", { boardId }))).toEqual(["Louder horns"]);
    expect(titles(await find(owner, "horns", { type: "page", boardId }))).toEqual([]);
    expect(titles(await find(owner, "horns", { authorId: stranger.id }))).toEqual([]);
    expect(titles(await find(owner, "horns", { to: "2020-01-01" }))).toEqual([]);
  });
});

describe("what one may see of a page", () => {
  test("follows its rights and those above it, wherever it is moved [Q4]", async () => {
    const { page, find, communityId } = await newWiki();
    const hall = await server.owner.do(createPage, { communityId, title: "Hall" });
    const { id: pageId } = await page("Secret horns", "", hall.id);
    const [guest, friend] = [server.guest(), await server.user()];
    const seen = async () =>
      Promise.all([guest, friend, server.owner].map((by) => find(by, "horns").then(titles)));
    expect(await seen()).toEqual([["Secret horns"], ["Secret horns"], ["Secret horns"]]);

    const inner = { read: "nobody", comment: "nobody", suggest: "nobody" } as const;
    const rights = {
      ...inner,
      edit: "nobody" as const,
      members: [{ userId: friend.id, rights: "read" as const }],
    };
    await server.owner.do(setPageRights, { pageId: hall.id, rights });
    expect(await seen()).toEqual([[], ["Secret horns"], ["Secret horns"]]);
    await server.owner.do(movePage, { pageId });
    expect(await seen()).toEqual([["Secret horns"], ["Secret horns"], ["Secret horns"]]);
    await server.owner.do(movePage, { pageId, parentId: hall.id });
    expect(await seen()).toEqual([[], ["Secret horns"], ["Secret horns"]]);
    await server.owner.do(setPageRights, { pageId: hall.id });
    expect(await seen()).toEqual([["Secret horns"], ["Secret horns"], ["Secret horns"]]);
  });

  test("is for readers what was approved last, where that is wanted [Q19]", async () => {
    const { page, find, communityId, write } = await newWiki();
    const { id: pageId } = await page("Bells", "A horn, approved.");
    const [reader, owner] = [server.guest(), server.owner];
    const excerpts = async (by: Person, text: string) =>
      (await find(by, text)).hits.map(({ excerpt }) => joined(excerpt));
    await owner.do(editCommunity, { communityId, wikiApproval: true });
    expect(await excerpts(reader, "bells")).toEqual([]);
    expect(await excerpts(owner, "bells")).toEqual(["A horn, approved."]);
    await owner.do(approvePage, { pageId });
    expect(await excerpts(reader, "horn")).toEqual(["A horn, approved."]);

    await write(pageId, "A whistle.");
    await vi.waitFor(
      async () => expect(await excerpts(owner, "whistle")).toEqual(["A whistle."]),
      WAIT,
    );
    expect(await excerpts(owner, "horn")).toEqual([]);
    expect(await excerpts(reader, "whistle")).toEqual([]);
    expect(await excerpts(reader, "bells")).toEqual(["A horn, approved."]);
    await owner.do(approvePage, { pageId });
    expect(await excerpts(reader, "whistle")).toEqual(["A whistle."]);
    expect(await excerpts(reader, "horn")).toEqual([]);
    await owner.do(editCommunity, { communityId, wikiApproval: false });
    expect(await excerpts(reader, "bells")).toEqual(["A whistle."]);
  });
});
