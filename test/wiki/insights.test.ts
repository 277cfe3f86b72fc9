import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  addDocumentComment,
  resolveDocumentComment,
} from "../../shared/documents/documentComments.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { addSuggestion, refuseSuggestion } from "../../shared/documents/suggestion.ts";
import type { DocumentElement } from "../../shared/documents/documentTree.ts";
import { type CommunityId, UserId } from "../../shared/protocol/ids.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { importPage } from "../../shared/wiki/importPage.ts";
import {
  confirmPage,
  getPageInsights,
  getWikiInsights,
  INSIGHT_DAYS,
  INSIGHT_WEEKS,
  STALE_DAYS,
} from "../../shared/wiki/insights.ts";
import type { Page } from "../../shared/wiki/page.ts";
import { wikiRightsDefault } from "../../shared/wiki/pageRights.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { trashPage } from "../../shared/wiki/trashPage.ts";
import { dump } from "../support/dump.ts";
import { Editor } from "../support/editor.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";

const DAY_MS = 24 * 3_600_000;
/** A Wednesday, so far ahead that the database has no reason to remove what is old. */
const START = new Date("2090-04-19T12:00:00Z");

let server: TestServer;
let now = START;
const later = (days: number): void => {
  now = new Date(now.getTime() + days * DAY_MS);
};
beforeAll(async () => {
  server = await startServer({ now: () => now });
});
afterAll(() => server.stop());

const newWiki = async () => {
  const { id: communityId } = await server.community({ name: "Wiki" });
  const page = (title: string): Promise<Page> =>
    server.owner.do(createPage, { communityId, title });
  const person = async (role: "customer" | "moderator" = "customer"): Promise<Person> => {
    const one = await server.user("Reader");
    await server.owner.do(setRole, { communityId, userId: one.id, role });
    return one;
  };
  return { communityId, page, person };
};

const read = async (by: Person, { id: pageId }: Page): Promise<void> => {
  await by.do(getPage, { pageId });
};
const insightsOf = async ({ id: pageId }: Page, by: Person = server.owner) => {
  await server.app.keepReadings();
  return by.do(getPageInsights, { pageId });
};
const listsOf = async (communityId: CommunityId, by: Person = server.owner) => {
  await server.app.keepReadings();
  const lists = await by.do(getWikiInsights, { communityId });
  return Object.fromEntries(
    Object.entries(lists).map(([name, { pages }]) => [name, pages.map(({ title }) => title)]),
  );
};

const linkFrom = async ({ id: from }: Page, to: readonly Page[]): Promise<void> => {
  const content = to.map(({ id }): DocumentElement => ({
    type: "mention",
    attributes: { kind: "page", id, label: "a page" },
    content: [],
  }));
  const tree = [{ type: "paragraph" as const, attributes: {}, content }];
  const by = { id: UserId.parse(server.owner.id), name: "Olive Owner" };
  const name = DocumentName.parse(`page:${from}`);
  await server.app.documents.replace(name, by, { tree });
};

describe("insights of a page", () => {
  test("count the people who read it, each once, without those who write it and guests [W20]", async () => {
    const { page, person } = await newWiki();
    const bells = await page("Bells");
    const other = await page("Horns");
    const [ada, kees] = [await person(), await person()];
    expect(await insightsOf(bells)).toMatchObject({ readers: 0 });
    await read(ada, bells);
    await read(ada, bells);
    await read(kees, bells);
    await read(ada, other);
    await read(server.owner, bells);
    await read(server.guest(), bells);
    expect(await insightsOf(bells)).toMatchObject({ readers: 2 });
    expect(await insightsOf(other)).toMatchObject({ readers: 1 });
  });

  test("count by week, and forget after some weeks [W20]", async () => {
    const { page, person } = await newWiki();
    const bells = await page("Bells");
    const [ada, kees] = [await person(), await person()];
    now = START;
    await read(ada, bells);
    later(1);
    await read(ada, bells);
    // The Monday after.
    later(4);
    await read(ada, bells);
    await read(kees, bells);
    const { readers, weeks } = await insightsOf(bells);
    expect(readers).toBe(2);
    expect(weeks).toHaveLength(INSIGHT_WEEKS);
    expect(weeks.slice(-2)).toEqual([
      { from: "2090-04-17T00:00:00.000Z", readers: 1 },
      { from: "2090-04-24T00:00:00.000Z", readers: 2 },
    ]);
    later(INSIGHT_DAYS - 1);
    expect(await insightsOf(bells)).toMatchObject({ readers: 2 });
    later(1);
    const old = await insightsOf(bells);
    expect(old.readers).toBe(0);
    expect(old.weeks.map((week) => week.readers)).toEqual([0, 0, 1, 2, 0, 0, 0, 0]);
    later(7 * INSIGHT_WEEKS);
    const { weeks: empty } = await insightsOf(bells);
    expect(empty.every((week) => week.readers === 0)).toBe(true);
  });

  test("are kept without saying who reads, one line for each reader and week [W20]", async () => {
    const { page, person } = await newWiki();
    const bells = await page("Bells");
    const ada = await person();
    now = new Date("2090-06-12T12:00:00Z");
    for (let day = 0; day < 3; day += 1) {
      await read(ada, bells);
      await server.app.keepReadings();
      later(1);
    }
    const { pagereadings = [] } = await dump(server);
    const rows = (pagereadings as { pageId: string }[]).filter(({ pageId }) => pageId === bells.id);
    expect(rows).toHaveLength(1);
    expect(rows).toMatchObject([{ last: new Date("2090-06-14T00:00:00Z") }]);
    expect(JSON.stringify(rows)).not.toContain(ada.id);
  });

  test("are no reason for a reader to wait or to fail [W20]", async () => {
    const { page, person } = await newWiki();
    const bells = await page("Bells");
    const [ada, kees] = [await person(), await person()];
    const { readingRepo } = server.app.store;
    const put = vi.spyOn(readingRepo, "put").mockRejectedValue(new Error("no room"));
    await read(ada, bells);
    await expect(server.app.keepReadings()).rejects.toThrow("no room");
    await read(kees, bells);
    put.mockRestore();
    expect(await insightsOf(bells)).toMatchObject({ readers: 2 });
  });

  test("count what is written, said and open, from what is there [W21]", async () => {
    const { communityId, page } = await newWiki();
    const bells = await page("Bells");
    const horns = await page("Horns");
    const name = DocumentName.parse(`page:${bells.id}`);
    expect(await insightsOf(bells)).toEqual({
      readers: 0,
      weeks: expect.any(Array),
      edits: 0,
      contributors: 1,
      editedAt: bells.createdAt,
      comments: 0,
      suggestions: 0,
      links: 0,
      isStale: false,
    });

    const editor = await new Editor(server.owner, name).synced();
    editor.write("A bell rings");
    const comment = () => server.owner.do(addDocumentComment, { name, text: "Loud?" });
    const { thread } = await comment();
    await comment();
    const suggest = () =>
      server.owner.do(addSuggestion, { name, update: suggestedUpdate("A horn") });
    const suggestion = await suggest();
    await suggest();
    const source = `See [the bells](mention:page/${bells.id}), [again](mention:page/${bells.id}).`;
    const link = { communityId, title: "Links", format: "markdown" as const, source };
    await server.owner.do(importPage, link);
    await linkFrom(bells, [bells]);
    await vi.waitFor(async () => expect(await insightsOf(bells)).toMatchObject({ edits: 1 }), {
      timeout: 10_000,
    });
    expect(await insightsOf(bells)).toMatchObject({
      comments: 2,
      suggestions: 2,
      links: 1,
    });
    expect((await insightsOf(bells)).editedAt >= bells.createdAt).toBe(true);

    const commentId = thread.id;
    await server.owner.do(resolveDocumentComment, { commentId });
    await server.owner.do(refuseSuggestion, { suggestionId: suggestion.id, reason: "No" });
    expect(await insightsOf(bells)).toMatchObject({ comments: 1, suggestions: 1 });
    expect(await insightsOf(horns)).toMatchObject({ edits: 0, comments: 0, suggestions: 0 });
    later(INSIGHT_DAYS);
    expect(await insightsOf(bells)).toMatchObject({ edits: 0, comments: 1 });
  });
});

describe.each(["rest", "send"] as const)("a page, by %s,", (door) => {
  test("is stale when it is read but neither written on nor confirmed for long [W22]", async () => {
    const { page, person } = await newWiki();
    const bells = await page("Bells");
    const ada = await person();
    later(STALE_DAYS + 1);
    expect(await insightsOf(bells)).toMatchObject({ isStale: false, readers: 0 });
    await read(ada, bells);
    expect(await insightsOf(bells)).toMatchObject({ isStale: true });

    const { id: pageId } = bells;
    const done = { ok: true, value: {} };
    expect(await server.owner[door](confirmPage, { pageId })).toEqual(done);
    const at = now.toISOString();
    const by = { id: server.owner.id, name: "Olive Owner" };
    expect(await insightsOf(bells)).toMatchObject({ isStale: false, confirmed: { by, at } });
    later(STALE_DAYS);
    await read(ada, bells);
    expect(await insightsOf(bells)).toMatchObject({ isStale: false });
    later(1);
    expect(await insightsOf(bells)).toMatchObject({ isStale: true, confirmed: { at } });
    expect(await server.owner[door](confirmPage, { pageId })).toEqual(done);
    expect(await server.owner[door](confirmPage, { pageId })).toEqual(done);
    expect(await insightsOf(bells)).toMatchObject({ isStale: false });
  });

  test("has its insights for those who may edit it, and is not there for who may not see it [W23]", async () => {
    const { page, person } = await newWiki();
    const bells = await page("Bells");
    const { id: pageId } = bells;
    const [ada, moderator] = [await person(), await person("moderator")];
    const refused = (code: string) => ({ ok: false, error: { code } });
    expect(await moderator[door](getPageInsights, { pageId })).toMatchObject({ ok: true });
    expect(await ada[door](getPageInsights, { pageId })).toMatchObject(refused("forbidden"));
    expect(await ada[door](confirmPage, { pageId })).toMatchObject(refused("forbidden"));
    const guest = server.guest();
    expect(await guest[door](getPageInsights, { pageId })).toMatchObject(refused("login_required"));
    const rights = { ...wikiRightsDefault, read: "manager" as const, edit: "manager" as const };
    const none = { comment: "manager" as const, suggest: "manager" as const, members: [] };
    await server.owner.do(setPageRights, { pageId, rights: { ...rights, ...none } });
    for (const query of [getPageInsights, confirmPage]) {
      const hidden = await moderator[door](query, { pageId });
      expect(hidden).toMatchObject(refused("page_not_found"));
      expect(hidden).toEqual(await moderator[door](query, { pageId: bells.communityId }));
    }
  });
});

describe("insights of a wiki", () => {
  test("tell what is stale, read, not read and not linked to, of what one may edit [W23] [W24]", async () => {
    const { communityId, page, person } = await newWiki();
    const [ada, kees, moderator] = [await person(), await person(), await person("moderator")];
    const bells = await page("Bells");
    const horns = await page("Horns");
    const secret = await page("Secret");
    const gone = await page("Gone");
    const template = await page("Template");
    await server.owner.do(editPage, { pageId: template.id, isTemplate: true });
    const { read: _, ...levels } = wikiRightsDefault;
    const rights = { ...levels, read: "nobody" as const, edit: "nobody" as const, members: [] };
    await server.owner.do(setPageRights, {
      pageId: secret.id,
      rights: { ...rights, comment: "nobody", suggest: "nobody" },
    });
    await linkFrom(horns, [bells]);
    await linkFrom(secret, [horns, secret]);
    await linkFrom(gone, [secret]);
    await server.owner.do(trashPage, { pageId: gone.id });

    const all = ["Bells", "Horns", "Secret"];
    await vi.waitFor(
      async () => expect(await listsOf(communityId)).toMatchObject({ unlinked: ["Secret"] }),
      { timeout: 10_000 },
    );
    expect(await listsOf(communityId)).toMatchObject({ stale: [], mostRead: [] });
    expect((await listsOf(communityId))["unread"]?.toSorted()).toEqual(all);
    // The link to the horns comes from a page that moderators do not see.
    expect(await listsOf(communityId, moderator)).toMatchObject({ unlinked: ["Horns"] });

    later(STALE_DAYS + 1);
    await read(ada, bells);
    await read(ada, horns);
    await read(kees, horns);
    await read(ada, template);
    await server.owner.do(confirmPage, { pageId: bells.id });
    const lists = { mostRead: ["Horns", "Bells"], stale: ["Horns"], unread: ["Secret"] };
    expect(await listsOf(communityId)).toMatchObject(lists);
    expect(await listsOf(communityId, moderator)).toMatchObject({ ...lists, unread: [] });
    expect(await moderator.do(getWikiInsights, { communityId })).toMatchObject({
      mostRead: {
        count: 2,
        pages: [
          { id: horns.id, title: "Horns", readers: 2 },
          { id: bells.id, title: "Bells", readers: 1, confirmedAt: now.toISOString() },
        ],
      },
    });
    expect(await ada.send(getWikiInsights, { communityId })).toMatchObject({
      error: { code: "forbidden" },
    });
  });
});
