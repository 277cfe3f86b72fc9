import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { answerAccess, listAccessRequests, requestAccess } from "../../shared/wiki/pageAccess.ts";
import type { ValueOf } from "../../shared/protocol/operation.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { trashPage } from "../../shared/wiki/trashPage.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

import { INNER, rightsOf, wikiWithRights } from "./wikiWithRights.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe("asking for access", () => {
  test("answers the same for what is hidden, open and nowhere [W6]", async () => {
    const { page } = await wikiWithRights(server);
    const { page: closed } = await wikiWithRights(server, "private");
    const hidden = await page("Hidden");
    await server.owner.do(setPageRights, { pageId: hidden.id, rights: INNER });
    const ids = [hidden.id, (await page("Open")).id, (await closed("In")).id, "0".repeat(26)];
    const asker = await server.user();
    for (const pageId of ids) {
      const input = { pageId, rights: "edit", note: "" } as const;
      expect(await asker.rest(requestAccess, input)).toEqual({ ok: true, value: {} });
    }
  });

  test("for what one has already, or has asked for, is heard by nobody again [W6]", async () => {
    const { communityId, page } = await wikiWithRights(server);
    const { id: pageId } = await page("Open");
    const asker = await server.user("Ann");
    const heard = async () =>
      (await server.owner.do(listAccessRequests, { communityId })).requests.map(
        ({ rights, at }) => [rights, at],
      );
    for (const rights of ["read", "comment", "suggest"] as const) {
      await asker.do(requestAccess, { pageId, rights, note: "" });
    }
    expect(await heard()).toEqual([]);

    await asker.do(requestAccess, { pageId, rights: "edit", note: "" });
    const once = await heard();
    await asker.do(requestAccess, { pageId, rights: "edit", note: "" });
    expect(once).toEqual([["edit", expect.any(String)]]);
    expect(await heard()).toEqual(once);
  });

  test("is heard by those who manage the page, and given or turned down [W6]", async () => {
    const { communityId, page, member } = await wikiWithRights(server);
    const manager = await member("manager");
    const [ann, ben] = [await server.user("Ann"), await server.user("Ben")];
    const { id: pageId } = await page("Hidden");
    await server.owner.do(setPageRights, { pageId, rights: INNER });
    await ann.do(requestAccess, { pageId, rights: "read", note: "First" });
    await ann.do(requestAccess, { pageId, rights: "comment", note: "I wrote it" });
    await ben.do(requestAccess, { pageId, rights: "edit", note: "" });
    const { requests } = await manager.do(listAccessRequests, { communityId });
    expect(
      requests.map(({ user, rights, note, title }) => [user.name, rights, note, title]),
    ).toEqual([
      ["Ann", "comment", "I wrote it", "Hidden"],
      ["Ben", "edit", "", "Hidden"],
    ]);

    await manager.do(answerAccess, { pageId, userId: ann.id, rights: "read" });
    await manager.do(answerAccess, { pageId, userId: ben.id });
    expect([await rightsOf(ann, pageId), await rightsOf(ben, pageId)]).toEqual([
      "read",
      "page_not_found",
    ]);
    expect((await manager.do(listAccessRequests, { communityId })).requests).toEqual([]);
    // Rights that nobody asked for are not given by answering.
    await manager.do(answerAccess, { pageId, userId: ben.id, rights: "edit" });
    expect(await rightsOf(ben, pageId)).toBe("page_not_found");
  });

  test("is heard also where a page is not there because it waits for approval [W6]", async () => {
    const { communityId, page } = await wikiWithRights(server);
    const rights = { read: "everyone", comment: "moderator", suggest: "moderator" } as const;
    await server.owner.do(editCommunity, {
      communityId,
      wikiApproval: true,
      wikiRights: { ...rights, edit: "moderator" },
    });
    const { id: pageId } = await page("Waiting");
    const ann = await server.user("Ann");
    expect(await rightsOf(ann, pageId)).toBe("page_not_found");
    await ann.do(requestAccess, { pageId, rights: "read", note: "" });
    const { requests } = await server.owner.do(listAccessRequests, { communityId });
    expect(requests.map(({ user, title }) => [user.name, title])).toEqual([["Ann", "Waiting"]]);
  });

  test("comes a page at a time, of the wiki or for one page, also where some are for what is in the trash [W30]", async () => {
    const { communityId, page } = await wikiWithRights(server);
    const [one, other, gone] = [await page("One"), await page("Other"), await page("Gone")];
    for (const name of ["A", "B", "C"]) {
      const asker = await server.user(name);
      for (const { id: pageId } of [one, gone, other]) {
        await asker.do(requestAccess, { pageId, rights: "edit", note: "" });
      }
    }
    await server.owner.do(trashPage, { pageId: gone.id });
    const all = async (input: { pageId?: string }) => {
      const listed: string[] = [];
      let after: string | undefined;
      do {
        const found: ValueOf<typeof listAccessRequests> = await server.owner.do(
          listAccessRequests,
          { communityId, ...input, ...(after !== undefined && { after }), limit: 2 },
        );
        expect(found.requests.length).toBeLessThanOrEqual(2);
        listed.push(...found.requests.map(({ title, user }) => `${title} ${user.name}`));
        after = found.next;
      } while (after !== undefined);
      return listed;
    };
    expect(await all({})).toEqual(["One A", "Other A", "One B", "Other B", "One C", "Other C"]);
    expect(await all({ pageId: other.id })).toEqual(["Other A", "Other B", "Other C"]);
    const odd = { communityId, after: "odd", limit: 2 };
    expect(await server.owner.rest(listAccessRequests, odd)).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { after: "wrong_format" } },
    });
  });
});
