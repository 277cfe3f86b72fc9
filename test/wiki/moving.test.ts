import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setRole } from "../../shared/members/setRole.ts";
import { UserId, type PageId } from "../../shared/protocol/ids.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { movePage } from "../../shared/wiki/movePage.ts";
import type { PageRights } from "../../shared/wiki/pageRights.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const STAFF: PageRights = {
  read: "moderator",
  comment: "moderator",
  suggest: "moderator",
  edit: "moderator",
  members: [],
};
const NAMED: PageRights = {
  read: "nobody",
  comment: "nobody",
  suggest: "nobody",
  edit: "nobody",
  members: [],
};
const OPENS_UP = {
  ok: false,
  error: { code: "page_opens_up", fields: { parentId: "wrong_choice" } },
};

const newWiki = async (visibility: "public" | "private" = "public") => {
  const { id: communityId } = await server.community({ name: "Wiki", visibility });
  const page = (title: string, parentId?: PageId) =>
    server.owner.do(createPage, { communityId, title, ...(parentId && { parentId }) });
  const member = async (role: "customer" | "moderator" | "manager"): Promise<Person> => {
    const person = await server.user();
    await server.owner.do(setRole, { communityId, userId: person.id, role });
    return person;
  };
  const branch = async (rights: PageRights) => {
    const { id } = await page("Branch");
    await server.owner.do(setPageRights, { pageId: id, rights });
    return id;
  };
  return { page, member, branch };
};

describe("a page that is moved by who may not set rights", () => {
  test.each(["rest", "send"] as const)(
    "does not come where more people see it, or somebody may do more (%s) [W32]",
    async (door) => {
      const { page, member, branch } = await newWiki();
      const [moderator, customer] = [await member("moderator"), await member("customer")];
      const [staff, manager] = [await branch(STAFF), await member("manager")];
      const readByAll = await branch({ ...STAFF, read: "everyone" });
      const alsoNamed = await branch({
        ...STAFF,
        members: [{ userId: UserId.parse(customer.id), rights: "read" }],
      });
      const { id: pageId } = await page("Plan", staff);
      const { id: below } = await page("Step", pageId);

      for (const where of [{}, { parentId: readByAll }, { parentId: alsoNamed }]) {
        const reply = await moderator[door](movePage, { pageId, ...where });
        expect(reply).toMatchObject(OPENS_UP);
        expect(await moderator[door](movePage, { pageId: below, ...where })).toMatchObject(
          OPENS_UP,
        );
      }
      expect((await moderator.do(getPage, { pageId })).page.parentId).toBe(staff);
      expect(await customer.rest(getPage, { pageId })).toMatchObject({ ok: false });

      await manager.do(movePage, { pageId, parentId: alsoNamed });
      expect((await customer.do(getPage, { pageId: below })).page.rights).toBe("read");
    },
  );

  test("may come where it is for the same people or fewer, and goes on being theirs to edit [W32]", async () => {
    const { page, member, branch } = await newWiki();
    const [moderator, other] = [await member("moderator"), await member("moderator")];
    const staff = await branch(STAFF);
    const few = await branch({
      ...NAMED,
      members: [
        { userId: UserId.parse(moderator.id), rights: "edit" },
        { userId: UserId.parse(other.id), rights: "read" },
      ],
    });
    const { id: pageId } = await page("Plan");
    for (const parentId of [staff, await branch(STAFF), few]) {
      const moved = await moderator.do(movePage, { pageId, parentId });
      expect(moved).toMatchObject({ parentId, rights: "edit" });
    }
    expect((await other.do(getPage, { pageId })).page.rights).toBe("read");
    // Here `other` would edit again.
    expect(await moderator.rest(movePage, { pageId, parentId: staff })).toMatchObject(OPENS_UP);
  });

  test("may come anywhere with rights of its own, which hold on [W32]", async () => {
    const { page, member, branch } = await newWiki();
    const [moderator, customer] = [await member("moderator"), await member("customer")];
    const { id: pageId } = await page("Plan", await branch(STAFF));
    await server.owner.do(setPageRights, { pageId, rights: STAFF });
    await moderator.do(movePage, { pageId });
    expect(await customer.rest(getPage, { pageId })).toMatchObject({ ok: false });
  });

  test("is not kept from those who are let in nowhere [W32]", async () => {
    const { page, member, branch } = await newWiki("private");
    const moderator = await member("moderator");
    const { id: pageId } = await page("Plan", await branch({ ...STAFF, read: "customer" }));
    // What everyone may read there, everyone who is let in may: guests are not.
    const everyone = await branch({ ...STAFF, read: "everyone" });
    const moved = await moderator.do(movePage, { pageId, parentId: everyone });
    expect(moved.parentId).toBe(everyone);
  });
});
