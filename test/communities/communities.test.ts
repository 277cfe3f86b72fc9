import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { getCommunity } from "../../shared/communities/getCommunity.ts";
import { listCommunities } from "../../shared/communities/listCommunities.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { wikiRightsDefault } from "../../shared/wiki/pageRights.ts";
import { auditOf } from "../support/audit.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const listed = async (reader: Person): Promise<string[]> => {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await reader.do(listCommunities, { limit: 2, after });
    ids.push(...page.communities.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids;
};

describe("opening a community", () => {
  test.each(["rest", "send"] as const)("makes one its owner, by %s [S1]", async (door) => {
    const reply = await server.owner[door](createCommunity, {
      name: "Tread",
      slug: `tread-${door}`,
      purpose: "Bicycles.",
      promise: "We answer.",
      accent: "pine",
    });
    expect(reply).toEqual({
      ok: true,
      value: {
        id: expect.any(String),
        slug: `tread-${door}`,
        name: "Tread",
        purpose: "Bicycles.",
        promise: "We answer.",
        visibility: "public",
        accent: "pine",
        wikiApproval: false,
        wikiRights: wikiRightsDefault,
        role: "owner",
        createdAt: expect.any(String),
      },
    });
  });

  test.each([
    ["Café Ünïque 2", /^cafe-unique-2$/],
    ["Café Ünïque 2", /^cafe-unique-2-[0-9a-z]{6}$/],
    ["自行車", /^c-[0-9a-z]{6}$/],
    ["A name that is much too long for any slug at all", /^a-name-that-is-much-too-long-f$/],
  ])("as %s makes a slug of its own [S2]", async (name, slug) => {
    const community = await server.community({ name });
    expect(community.slug).toMatch(slug);
    const found = await server.guest().do(getCommunity, { communityId: community.slug });
    expect(found.community.id).toBe(community.id);
  });

  test("under a slug that is taken is refused, at once as well [S2]", async () => {
    const wish = () => server.owner.rest(createCommunity, { name: "Twin", slug: "twin" });
    const replies = [...(await Promise.all([wish(), wish(), wish()])), await wish()];
    expect(replies.map((reply) => (reply.ok ? "open" : reply.error.code)).toSorted()).toEqual([
      "open",
      "slug_taken",
      "slug_taken",
      "slug_taken",
    ]);
  });
});

describe("a community", () => {
  test("that is private is not there for those without a role, by id or slug [S4]", async () => {
    const { id, slug } = await server.community({ name: "Secret", visibility: "private" });
    const [stranger, member] = [await server.user(), await server.user()];
    await server.owner.do(setRole, { communityId: id, userId: member.id, role: "customer" });
    for (const communityId of [id, slug]) {
      for (const reader of [stranger, server.guest()]) {
        const absent = await reader.answer(getCommunity, { communityId: "0".repeat(26) });
        const answer = await reader.answer(getCommunity, { communityId });
        expect(answer.status).toBe(absent.status);
        expect(answer.body).toEqual(absent.body);
      }
      expect(await member.do(getCommunity, { communityId })).toMatchObject({
        community: { id, role: "customer" },
      });
    }
    expect(await listed(stranger)).not.toContain(id);
    expect(await listed(server.guest())).not.toContain(id);
    expect(await listed(member)).toContain(id);
  });

  test("shows the boards that one may see, and counts the ideas that one may see [S4]", async () => {
    const { id: communityId } = await server.community({ name: "Boards" });
    const open = await server.board({ communityId });
    const inner = await server.board({ communityId, visibility: "private" });
    const boardsFor = async (reader: Person) =>
      (await reader.do(getCommunity, { communityId })).boards.map(({ id }) => id);
    expect(await boardsFor(server.guest())).toEqual([open.id]);
    expect(await boardsFor(await server.user())).toEqual([open.id]);
    expect(await boardsFor(server.owner)).toEqual([open.id, inner.id]);
  });
});

describe("the list of communities", () => {
  test("has each once, newest first, in pages [S3]", async () => {
    const made = [];
    for (const name of ["One", "Two", "Three"]) {
      made.push((await server.community({ name })).id);
    }
    const ids = await listed(server.guest());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.slice(0, 3)).toEqual(made.toReversed());
    expect(ids).toEqual(ids.toSorted().toReversed());
  });
});

describe("editing a community", () => {
  test.each(["rest", "send"] as const)("changes what is given, by %s [S5]", async (door) => {
    const before = await server.community({ name: "Before", purpose: "Old", promise: "Kept" });
    const input = { communityId: before.id, name: "After", purpose: "" };
    const edited = { ...before, name: "After", purpose: "" };
    expect(await server.owner[door](editCommunity, input)).toEqual({ ok: true, value: edited });
    expect(await server.owner[door](editCommunity, input)).toEqual({ ok: true, value: edited });
    expect((await server.owner.do(getCommunity, { communityId: before.id })).community).toEqual(
      edited,
    );
  });

  test("to private cuts those without a role, and is in the audit log once [S6] [B7]", async () => {
    const { id: communityId } = await server.community({ name: "Closing" });
    const board = await server.board({ communityId });
    const [stranger, member] = [await server.user(), await server.user()];
    await server.owner.do(setRole, { communityId, userId: member.id, role: "customer" });
    await stranger.join(board.id);
    await member.join(board.id);
    const [socket, other] = [await stranger.connect(), await member.connect()];
    const cuts = [socket, other].map(
      (one) =>
        new Promise((resolve) => {
          one.once("disconnect", resolve);
        }),
    );

    const input = { communityId, visibility: "private" } as const;
    await server.owner.do(editCommunity, input);
    await server.owner.do(editCommunity, input);

    await Promise.all(cuts);
    await expect(stranger.join(board.id)).rejects.toThrow();
    await member.join(board.id);
    await server.idea({ boardId: board.id, title: "For members" });
    await expect.poll(() => member.records("idea").length).toBe(1);
    expect(stranger.heard).toEqual([]);
    const log = await auditOf(server, communityId);
    expect(log.map(({ action }) => action)).toEqual(["community.make_private"]);
  });
});
