import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { editPage } from "../../shared/wiki/editPage.ts";
import {
  confirmPage,
  getPageInsights,
  getWikiInsights,
  STALE_DAYS,
} from "../../shared/wiki/insights.ts";
import { wikiRightsDefault } from "../../shared/wiki/pageRights.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { trashPage } from "../../shared/wiki/trashPage.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { insightsOf, linkFrom, listsOf, read, readWiki, TurnedClock } from "./readWiki.ts";

let server: TestServer;
const clock = new TurnedClock();
beforeAll(async () => {
  server = await startServer({ now: () => clock.now });
});
afterAll(() => server.stop());

describe.each(["rest", "send"] as const)("a page, by %s,", (door) => {
  test("is stale when it is read but neither written on nor confirmed for long [W22]", async () => {
    const { page, person } = await readWiki(server);
    const bells = await page("Bells");
    const ada = await person();
    clock.later(STALE_DAYS + 1);
    expect(await insightsOf(server, bells)).toMatchObject({ isStale: false, readers: 0 });
    await read(ada, bells);
    expect(await insightsOf(server, bells)).toMatchObject({ isStale: true });

    const { id: pageId } = bells;
    const done = { ok: true, value: {} };
    expect(await server.owner[door](confirmPage, { pageId })).toEqual(done);
    const at = clock.now.toISOString();
    const by = { id: server.owner.id, name: "Olive Owner" };
    expect(await insightsOf(server, bells)).toMatchObject({
      isStale: false,
      confirmed: { by, at },
    });
    clock.later(STALE_DAYS);
    await read(ada, bells);
    expect(await insightsOf(server, bells)).toMatchObject({ isStale: false });
    clock.later(1);
    expect(await insightsOf(server, bells)).toMatchObject({ isStale: true, confirmed: { at } });
    expect(await server.owner[door](confirmPage, { pageId })).toEqual(done);
    expect(await server.owner[door](confirmPage, { pageId })).toEqual(done);
    expect(await insightsOf(server, bells)).toMatchObject({ isStale: false });
  });

  test("has its insights for those who may edit it, and is not there for who may not see it [W23]", async () => {
    const { page, person } = await readWiki(server);
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
    const { communityId, page, person } = await readWiki(server);
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
    await linkFrom(server, horns, [bells]);
    await linkFrom(server, secret, [horns, secret]);
    await linkFrom(server, gone, [secret]);
    await server.owner.do(trashPage, { pageId: gone.id });

    const all = ["Bells", "Horns", "Secret"];
    await vi.waitFor(
      async () =>
        expect(await listsOf(server, communityId)).toMatchObject({ unlinked: ["Secret"] }),
      { timeout: 10_000 },
    );
    expect(await listsOf(server, communityId)).toMatchObject({ stale: [], mostRead: [] });
    expect((await listsOf(server, communityId))["unread"]?.toSorted()).toEqual(all);
    // The link to the horns comes from a page that moderators do not see.
    expect(await listsOf(server, communityId, moderator)).toMatchObject({ unlinked: ["Horns"] });

    clock.later(STALE_DAYS + 1);
    await read(ada, bells);
    await read(ada, horns);
    await read(kees, horns);
    await read(ada, template);
    await server.owner.do(confirmPage, { pageId: bells.id });
    const lists = { mostRead: ["Horns", "Bells"], stale: ["Horns"], unread: ["Secret"] };
    expect(await listsOf(server, communityId)).toMatchObject(lists);
    expect(await listsOf(server, communityId, moderator)).toMatchObject({ ...lists, unread: [] });
    expect(await moderator.do(getWikiInsights, { communityId })).toMatchObject({
      mostRead: {
        count: 2,
        pages: [
          { id: horns.id, title: "Horns", readers: 2 },
          { id: bells.id, title: "Bells", readers: 1, confirmedAt: clock.now.toISOString() },
        ],
      },
    });
    expect(await ada.send(getWikiInsights, { communityId })).toMatchObject({
      error: { code: "forbidden" },
    });
  });
});
