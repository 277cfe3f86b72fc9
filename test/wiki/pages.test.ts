import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createPage } from "../../shared/wiki/createPage.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { joinWiki } from "../../shared/wiki/joinWiki.ts";
import { favouritePage, unfavouritePage, watchPage } from "../../shared/wiki/keepPage.ts";
import { listPageChanges } from "../../shared/wiki/listPageChanges.ts";
import { movePage } from "../../shared/wiki/movePage.ts";
import { PAGE_DEPTH_MAX, TRASH_DAYS } from "../../shared/wiki/page.ts";
import { listTrash, restorePage, trashPage } from "../../shared/wiki/trashPage.ts";
import { dump } from "../support/dump.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const DAY_MS = 24 * 3_600_000;

let server: TestServer;
let clock = 0;
beforeAll(async () => {
  server = await startServer({ now: () => new Date(Date.now() + clock) });
});
afterAll(() => server.stop());

const newWiki = async () => {
  const { id: communityId } = await server.community({ name: "Wiki" });
  const page = (title: string, parentId?: string) =>
    server.owner.do(createPage, { communityId, title, ...(parentId && { parentId }) });
  const tree = async (by: Person = server.owner) =>
    (await by.do(getPageTree, { communityId })).pages;
  /** Titles, each behind those it stands below. */
  const outline = async (by?: Person): Promise<string[]> => {
    const pages = await tree(by);
    const pathOf = (id: string | undefined): string => {
      const one = pages.find((node) => node.id === id);
      return one ? `${one.parentId ? `${pathOf(one.parentId)}/` : ""}${one.title}` : "?";
    };
    return pages.map(({ id }) => pathOf(id));
  };
  return { communityId, page, tree, outline };
};

describe.each(["rest", "send"] as const)("a page, by %s,", (door) => {
  test("comes last where it is made [W1]", async () => {
    const { communityId, page, outline } = await newWiki();
    const top = await page("Top");
    await page("Second");
    const input = { communityId, title: "Below", parentId: top.id };
    const reply = await server.owner[door](createPage, input);
    await page("Last below", top.id);

    const person = { id: server.owner.id, name: "Olive Owner" };
    expect(reply).toEqual({
      ok: true,
      value: {
        id: expect.any(String),
        communityId,
        parentId: top.id,
        title: "Below",
        labels: [],
        position: expect.any(String),
        isTemplate: false,
        rights: "edit",
        isFavourite: false,
        isWatched: false,
        mayManage: true,
        createdBy: person,
        changedBy: person,
        contributors: [person],
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
      },
    });
    expect((await outline()).toSorted()).toEqual(["Second", "Top", "Top/Below", "Top/Last below"]);
    const below = (await outline()).filter((path) => path.startsWith("Top/"));
    expect(below).toEqual(["Top/Below", "Top/Last below"]);
  });

  test("changes in what is given only [W10]", async () => {
    const { page } = await newWiki();
    const before = await page("Bells");
    const labelled = await server.owner[door](editPage, {
      pageId: before.id,
      labels: ["loud", "loud", "small"],
    });
    const changed = { updatedAt: expect.any(String), labels: ["loud", "small"] };
    expect(labelled).toEqual({ ok: true, value: { ...before, ...changed } });
    expect(await server.owner[door](editPage, { pageId: before.id, title: "Horns" })).toEqual({
      ok: true,
      value: { ...before, ...changed, title: "Horns" },
    });
    expect(await server.owner[door](editPage, { pageId: before.id, isTemplate: true })).toEqual({
      ok: true,
      value: { ...before, ...changed, title: "Horns", isTemplate: true },
    });
  });

  test("moves with all below it, between the pages it is put between [W2]", async () => {
    const { page, outline } = await newWiki();
    const [a, b, c] = [await page("A"), await page("B"), await page("C")];
    await page("B1", b.id);
    const b2 = await page("B2", b.id);
    const reply = await server.owner[door](movePage, { pageId: b.id, after: c.id });
    expect(reply).toMatchObject({ ok: true, value: { id: b.id } });
    expect((await outline()).filter((path) => !path.includes("/"))).toEqual(["A", "C", "B"]);

    await server.owner[door](movePage, { pageId: b2.id });
    expect((await outline()).filter((path) => !path.includes("/"))).toEqual(["B2", "A", "C", "B"]);
    const into = { pageId: b.id, parentId: a.id };
    await server.owner[door](movePage, into);
    expect((await outline()).toSorted()).toEqual(["A", "A/B", "A/B/B1", "B2", "C"]);
    expect(await server.owner[door](movePage, into)).toMatchObject({
      ok: true,
      value: { parentId: a.id },
    });
  });

  test("never comes to stand below itself, nor too deep [W2]", async () => {
    const { page, outline } = await newWiki();
    const top = await page("1");
    let deepest = top;
    for (let level = 2; level <= PAGE_DEPTH_MAX; level += 1) {
      deepest = await page(String(level), deepest.id);
    }
    const before = await outline();
    const other = await page("Other");
    const cycle = { ok: false, error: { code: "page_cycle" } };
    const tooDeep = { ok: false, error: { code: "page_too_deep" } };
    const under = (pageId: string, parentId: string) =>
      server.owner[door](movePage, { pageId, parentId });
    expect(await under(top.id, top.id)).toMatchObject(cycle);
    expect(await under(top.id, deepest.id)).toMatchObject(cycle);
    expect(await under(other.id, deepest.id)).toMatchObject(tooDeep);
    expect(await under(top.id, other.id)).toMatchObject(tooDeep);
    const made = { communityId: top.communityId, title: "Deeper", parentId: deepest.id };
    expect(await server.owner[door](createPage, made)).toMatchObject(tooDeep);
    expect((await outline()).toSorted()).toEqual([...before, "Other"].toSorted());
  });

  test("goes into the trash with all below it, and comes back with it [W7]", async () => {
    const { communityId, page, outline } = await newWiki();
    const top = await page("Top");
    const mid = await page("Mid", top.id);
    const low = await page("Low", mid.id);
    const alone = await page("Alone", top.id);
    await server.owner.do(trashPage, { pageId: alone.id });
    expect(await server.owner[door](trashPage, { pageId: top.id })).toEqual({
      ok: true,
      value: {},
    });
    expect(await outline()).toEqual([]);
    for (const { id: pageId } of [top, mid, low]) {
      expect(await server.owner[door](getPage, { pageId })).toMatchObject({
        error: { code: "page_not_found" },
      });
    }
    const trash = await server.owner[door](listTrash, { communityId });
    expect(trash).toMatchObject({
      ok: true,
      value: {
        pages: [
          { id: top.id, title: "Top", below: 3, trashedBy: { name: "Olive Owner" } },
          { id: alone.id, below: 0 },
        ],
      },
    });
    expect(await server.owner[door](restorePage, { pageId: mid.id })).toMatchObject({
      error: { code: "page_not_found" },
    });

    // Its parent is still in the trash.
    expect(await server.owner[door](restorePage, { pageId: alone.id })).toMatchObject({ ok: true });
    expect(await outline()).toEqual(["Alone"]);
    const back = await server.owner[door](restorePage, { pageId: top.id });
    expect(back).toMatchObject({ ok: true, value: { id: top.id } });
    expect((await outline()).toSorted()).toEqual(["Alone", "Top", "Top/Mid", "Top/Mid/Low"]);
    expect(await server.owner[door](restorePage, { pageId: top.id })).toEqual(back);
  });
});

describe("the trash", () => {
  test("is emptied of what has been in it for 30 days, and of nothing else [W7]", async () => {
    const { communityId, page, outline } = await newWiki();
    const old = await page("Old");
    const below = await page("Below", old.id);
    await server.owner.do(favouritePage, { pageId: below.id });
    const kept = await page("Kept");
    const later = await page("Later");
    await server.owner.do(trashPage, { pageId: old.id });
    clock += (TRASH_DAYS - 1) * DAY_MS;
    await server.owner.do(trashPage, { pageId: later.id });
    await server.app.sweepTrash();
    const idsLeft = async () => {
      const { pages = [], pagekeeps = [] } = await dump(server);
      const own = (pages as { _id: string; communityId: string }[]).filter(
        (one) => one.communityId === communityId,
      );
      return { pages: own.map(({ _id }) => _id).toSorted(), keeps: pagekeeps.length };
    };
    const all = [old, below, kept, later].map(({ id }) => id).toSorted();
    expect(await idsLeft()).toEqual({ pages: all, keeps: 1 });

    clock += 2 * DAY_MS;
    await server.app.sweepTrash();
    expect(await idsLeft()).toEqual({ pages: [kept.id, later.id].toSorted(), keeps: 0 });
    expect(await outline()).toEqual(["Kept"]);
    clock = 0;
  });
});

describe("favourites and watched pages", () => {
  test("are each person's own [W8]", async () => {
    const { communityId, page, tree } = await newWiki();
    const [one, other] = [await page("One"), await page("Other")];
    const [ann, ben] = [await server.user(), await server.user()];
    await ann.do(favouritePage, { pageId: one.id });
    await ann.do(watchPage, { pageId: other.id });
    const favourites = async (by: Person) =>
      (await tree(by)).filter(({ isFavourite }) => isFavourite).map(({ title }) => title);
    const watched = async (by: Person) =>
      (await by.do(listPageChanges, { communityId, of: "watched" })).pages.map(
        ({ title }) => title,
      );
    expect([await favourites(ann), await favourites(ben)]).toEqual([["One"], []]);
    expect([await watched(ann), await watched(ben)]).toEqual([["Other"], []]);
    expect((await ann.do(getPage, { pageId: other.id })).page).toMatchObject({
      isFavourite: false,
      isWatched: true,
    });
    await ann.do(unfavouritePage, { pageId: one.id });
    expect(await favourites(ann)).toEqual([]);
    expect(await watched(ann)).toEqual(["Other"]);
  });

  test("are listed with what changed last first [W8]", async () => {
    const { communityId, page } = await newWiki();
    const [one] = [await page("One"), await page("Other")];
    await server.owner.do(editPage, { pageId: one.id, title: "Changed" });
    const { pages } = await server.guest().do(listPageChanges, { communityId });
    expect(pages.map(({ title, changedBy }) => [title, changedBy?.name])).toEqual([
      ["Changed", "Olive Owner"],
      ["Other", "Olive Owner"],
    ]);
  });
});

describe("whoever looks at a wiki", () => {
  test("is told of changes, without content, until they leave [W9]", async () => {
    const { communityId, page } = await newWiki();
    const watcher = await server.user();
    const heard: unknown[] = [];
    const socket = await watcher.connect();
    socket.on("wiki.changed", (hint) => heard.push(hint));
    expect(await watcher.emit(joinWiki.name, { communityId })).toEqual({
      ok: true,
      value: { pages: [], rights: "suggest" },
    });
    await page("New");
    await vi.waitFor(() => expect(heard).toEqual([{ communityId }]));
    await watcher.emit("wiki.leave", { communityId });
    await page("Unheard");
    await watcher.emit(joinWiki.name, { communityId });
    await page("Heard");
    await vi.waitFor(() => expect(heard).toHaveLength(2));
  });

  test("must see the wiki [W9]", async () => {
    const { id: communityId } = await server.community({ name: "In", visibility: "private" });
    const stranger = await server.user();
    const [here, nowhere] = [
      await stranger.emit(joinWiki.name, { communityId }),
      await stranger.emit(joinWiki.name, { communityId: "0".repeat(26) }),
    ];
    expect(here).toMatchObject({ ok: false, error: { code: "community_not_found" } });
    expect(here).toEqual(nowhere);
  });
});
