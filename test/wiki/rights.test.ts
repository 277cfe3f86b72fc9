import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { joinDocument } from "../../shared/documents/joinDocument.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { getPageTree } from "../../shared/wiki/getPageTree.ts";
import { listPageChanges } from "../../shared/wiki/listPageChanges.ts";
import { movePage } from "../../shared/wiki/movePage.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { listTrash, restorePage, trashPage } from "../../shared/wiki/trashPage.ts";
import { auditOf } from "../support/audit.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { INNER, rightsOf, wikiWithRights } from "./wikiWithRights.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const NOT_FOUND = { ok: false, error: { code: "page_not_found" } };

describe("the rights to a page", () => {
  test("are the community's unless it has its own, or one above it has [W3]", async () => {
    const { communityId, page, member } = await wikiWithRights(server);
    const [customer, moderator, manager] = [
      await member("customer"),
      await member("moderator"),
      await member("manager"),
    ];
    const top = await page("Top");
    const below = await page("Below", (await page("Middle", top.id)).id);
    const people = [server.guest(), customer, moderator, manager];
    const all = () => Promise.all(people.map((by) => rightsOf(by, below.id)));
    expect(await all()).toEqual(["read", "suggest", "edit", "edit"]);

    await server.owner.do(editCommunity, {
      communityId,
      wikiRights: { read: "customer", comment: "customer", suggest: "nobody", edit: "nobody" },
    });
    expect(await all()).toEqual(["page_not_found", "comment", "comment", "edit"]);

    const named = [{ userId: customer.id, rights: "suggest" }] as const;
    const rights = { ...INNER, members: [...named] };
    await server.owner.do(setPageRights, { pageId: top.id, rights });
    expect(await all()).toEqual(["page_not_found", "suggest", "suggest", "edit"]);

    await server.owner.do(setPageRights, {
      pageId: below.id,
      rights: { ...INNER, read: "everyone" },
    });
    expect(await all()).toEqual(["read", "read", "suggest", "edit"]);

    await server.owner.do(setPageRights, { pageId: below.id });
    await server.owner.do(setPageRights, { pageId: top.id });
    expect(await all()).toEqual(["page_not_found", "comment", "comment", "edit"]);
  });

  test("never go beyond reading for guests, and tell outsiders of private communities nothing [W3, W4]", async () => {
    const open = await wikiWithRights(server);
    const everyone = { read: "everyone", comment: "everyone", suggest: "everyone" } as const;
    const rights = { ...everyone, edit: "everyone", members: [] } as const;
    const public_ = await open.page("Open");
    await server.owner.do(setPageRights, {
      pageId: public_.id,
      rights: { ...rights, members: [] },
    });
    expect(await rightsOf(server.guest(), public_.id)).toBe("read");

    const closed = await wikiWithRights(server, "private");
    const stranger = await server.user();
    const inner = await closed.page("Closed");
    const members = [{ userId: stranger.id, rights: "edit" as const }];
    await server.owner.do(setPageRights, { pageId: inner.id, rights: { ...rights, members } });
    expect(await rightsOf(server.guest(), inner.id)).toBe("page_not_found");
    expect(await rightsOf(stranger, inner.id)).toBe("page_not_found");
  });

  test("are set by managers only, and are in the audit log once [W5]", async () => {
    const { page, member } = await wikiWithRights(server);
    const [moderator, manager] = [await member("moderator"), await member("manager")];
    const { id: pageId } = await page("Top");
    expect(await moderator.rest(setPageRights, { pageId, rights: INNER })).toMatchObject({
      error: { code: "forbidden" },
    });
    const members = [{ userId: "0".repeat(26), rights: "edit" as const }];
    const unknown = { pageId, rights: { ...INNER, members } };
    expect(await manager.rest(setPageRights, unknown)).toMatchObject({
      error: { code: "member_not_found" },
    });
    await manager.do(setPageRights, { pageId, rights: INNER });
    const again = await manager.do(setPageRights, { pageId, rights: INNER });
    expect(again.ownRights).toEqual(INNER);
    expect((await moderator.do(getPage, { pageId })).page.ownRights).toBe(undefined);
    expect(await auditOf(server, pageId)).toMatchObject([
      { action: "page.set_rights", by: { id: manager.id }, subject: { type: "page", id: pageId } },
    ]);
  });

  test("hold on for a page that comes back without the one that had them [W27]", async () => {
    const { communityId, page, member, titles } = await wikiWithRights(server);
    const [customer, moderator] = [await member("customer"), await member("moderator")];
    const secret = await page("Secret");
    const plan = await page("Plan", secret.id);
    const step = await page("Step", plan.id);
    await server.owner.do(setPageRights, { pageId: secret.id, rights: INNER });
    await server.owner.do(trashPage, { pageId: plan.id });
    await server.owner.do(trashPage, { pageId: secret.id });
    await server.owner.do(restorePage, { pageId: plan.id });

    expect(await titles(server.owner)).toEqual(["Plan", "Step"]);
    expect(await titles(customer)).toEqual([]);
    expect(await rightsOf(customer, step.id)).toBe("page_not_found");
    expect(await rightsOf(moderator, step.id)).toBe("suggest");
    expect((await customer.do(listTrash, { communityId })).pages).toEqual([]);
  });

  test("that a move changes are in the audit log, once [W28]", async () => {
    const { page, titles, member } = await wikiWithRights(server);
    const customer = await member("customer");
    const secret = await page("Secret");
    const plan = await page("Plan", secret.id);
    const open = await page("Open");
    await server.owner.do(setPageRights, { pageId: secret.id, rights: INNER });

    await server.owner.do(movePage, { pageId: plan.id });
    await server.owner.do(movePage, { pageId: plan.id });
    await server.owner.do(movePage, { pageId: plan.id, parentId: open.id });

    expect(await titles(customer)).toEqual(["Open", "Plan"]);
    expect(await auditOf(server, plan.id)).toMatchObject([
      { action: "page.move", by: { id: server.owner.id }, subject: { type: "page", id: plan.id } },
    ]);
  });

  test("that change put whoever hears of the page out, below it too [W5]", async () => {
    const { page } = await wikiWithRights(server);
    const top = await page("Top");
    const below = await page("Below", top.id);
    const reader = await server.user();
    const left: unknown[] = [];
    (await reader.connect()).on("document.left", (what) => left.push(what));
    const name = `page:${below.id}`;
    expect(await reader.emit(joinDocument.name, { name })).toEqual({
      ok: true,
      value: { rights: "suggest" },
    });
    await server.owner.do(setPageRights, { pageId: top.id, rights: INNER });
    await vi.waitFor(() => expect(left).toEqual([{ name }]));
    expect(await reader.emit(joinDocument.name, { name })).toMatchObject({
      error: { code: "document_not_found" },
    });
  });
});

describe("a page that one may not see", () => {
  test("is nowhere, and what is below it stands one level higher [W4]", async () => {
    const { communityId, page, member, titles } = await wikiWithRights(server);
    const customer = await member("customer");
    const hidden = await page("Hidden", (await page("Top")).id);
    const shown = await page("Shown", hidden.id);
    await server.owner.do(setPageRights, { pageId: hidden.id, rights: INNER });
    await server.owner.do(setPageRights, {
      pageId: shown.id,
      rights: { ...INNER, read: "everyone" },
    });

    expect(await titles(customer)).toEqual(["Shown", "Top"]);
    const { pages } = await customer.do(getPageTree, { communityId });
    const top = pages.find(({ title }) => title === "Top");
    expect(pages.find(({ id }) => id === shown.id)?.parentId).toBe(top?.id);
    const { page: seen, above } = await customer.do(getPage, { pageId: shown.id });
    expect(seen.parentId).toBe(top?.id);
    expect(above.map(({ title }) => title)).toEqual(["Top"]);
    const changes = await customer.do(listPageChanges, { communityId });
    expect(changes.pages.map(({ title }) => title)).not.toContain("Hidden");

    const nowhere = "0".repeat(26);
    for (const pageId of [hidden.id, nowhere]) {
      expect(await customer.rest(getPage, { pageId })).toMatchObject(NOT_FOUND);
      expect(await customer.rest(editPage, { pageId, title: "X" })).toMatchObject(NOT_FOUND);
      const into = { communityId, title: "X", parentId: pageId };
      expect(await customer.rest(createPage, into)).toMatchObject(NOT_FOUND);
    }
  });

  test("is not counted with what it stands below in the trash [W4]", async () => {
    const { communityId, page, member } = await wikiWithRights(server);
    const moderator = await member("moderator");
    const top = await page("Top");
    const hidden = await page("Hidden", top.id);
    await page("Below", hidden.id);
    await page("Shown", top.id);
    const rights = { ...INNER, read: "manager", comment: "manager", suggest: "manager" } as const;
    await server.owner.do(setPageRights, { pageId: hidden.id, rights });
    await moderator.do(trashPage, { pageId: top.id });
    const belowFor = async (by: Person) =>
      (await by.do(listTrash, { communityId })).pages.map(({ below }) => below);
    expect(await belowFor(moderator)).toEqual([1]);
    expect(await belowFor(server.owner)).toEqual([3]);
  });

  test("takes nothing in from somebody who edits elsewhere [W4]", async () => {
    const { page, member } = await wikiWithRights(server);
    const moderator = await member("moderator");
    const hidden = await page("Hidden");
    const open = await page("Open");
    const rights = { ...INNER, read: "manager", comment: "manager", suggest: "manager" } as const;
    await server.owner.do(setPageRights, { pageId: hidden.id, rights });
    const into = { pageId: open.id, parentId: hidden.id };
    expect(await moderator.rest(movePage, into)).toMatchObject(NOT_FOUND);
    const beside = { pageId: open.id, after: hidden.id };
    expect(await moderator.rest(movePage, beside)).toMatchObject(NOT_FOUND);
  });
});
