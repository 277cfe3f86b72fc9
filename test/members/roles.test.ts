import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { getCommunity } from "../../shared/communities/getCommunity.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { listMembers } from "../../shared/members/listMembers.ts";
import { removeMember } from "../../shared/members/removeMember.ts";
import type { Role } from "../../shared/members/role.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { auditOf } from "../support/audit.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** A community of its own, with one owner who is not the installation's. */
const ownCommunity = async (): Promise<{ communityId: string; owner: Person }> => {
  const { id: communityId } = await server.community({ name: "Own" });
  const owner = await server.user();
  await server.owner.do(setRole, { communityId, userId: owner.id, role: "owner" });
  await server.owner.do(removeMember, { communityId, userId: server.owner.id });
  return { communityId, owner };
};

const give = (communityId: string, { id: userId }: Person, role: Role) =>
  server.owner.do(setRole, { communityId, userId, role });

const nextCut = async (person: Person): Promise<unknown> => {
  const socket = await person.connect();
  return new Promise((resolve) => {
    socket.once("disconnect", resolve);
  });
};

describe("giving a role", () => {
  test.each(["rest", "send"] as const)(
    "says so, twice the same, by %s [R5] [R10]",
    async (door) => {
      const { communityId, owner } = await ownCommunity();
      const person = await server.user("Paula");
      const input = { communityId, userId: person.id, role: "moderator" } as const;

      const first = await owner[door](setRole, input);
      const again = await owner[door](setRole, input);

      expect(first).toEqual({
        ok: true,
        value: {
          user: { id: person.id, name: "Paula" },
          role: "moderator",
          since: expect.any(String),
        },
      });
      expect(again).toEqual(first);
      expect(await auditOf(server, person.id)).toEqual([
        expect.objectContaining({
          action: "member.setRole",
          by: { id: owner.id, name: owner.account?.name },
          communityId,
          subject: { type: "user", id: person.id },
          role: "moderator",
        }),
      ]);
    },
  );

  test("is refused for nobody's id [R10]", async () => {
    const { communityId, owner } = await ownCommunity();
    const userId = "0".repeat(26);
    expect(await owner.rest(setRole, { communityId, userId, role: "manager" })).toMatchObject({
      error: { code: "member_not_found" },
    });
    expect(await auditOf(server, userId)).toEqual([]);
  });

  test("cuts their sockets, and they come back with the new sight [R8]", async () => {
    const { communityId } = await ownCommunity();
    const board = await server.board({ communityId });
    const idea = await server.idea({ boardId: board.id });
    const subject = { type: "idea", id: idea.id } as const;
    await server.owner.do(hideContent, { subject, reason: "Spam" });
    const person = await server.user();
    await person.join(board.id);
    expect(person.records("idea")).toEqual([]);

    const cut = nextCut(person);
    await give(communityId, person, "moderator");
    await cut;
    await person.join(board.id);
    expect(person.records("idea")).toMatchObject([{ id: idea.id, hidden: { reason: "Spam" } }]);

    const cutAgain = nextCut(person);
    await give(communityId, person, "customer");
    await cutAgain;
    await person.join(board.id);
    expect(person.records("idea")).toEqual([]);
  });

  test("lets them do at once what the role may, and no longer what it may not [R8]", async () => {
    const { communityId } = await ownCommunity();
    const board = await server.board({ communityId, visibility: "private" });
    const person = await server.user();
    const post = () => person.rest(addIdea, { boardId: board.id, title: "A bell" });
    expect(await post()).toMatchObject({ error: { code: "board_not_found" } });
    await give(communityId, person, "customer");
    expect(await post()).toMatchObject({ ok: true });
    await server.owner.do(removeMember, { communityId, userId: person.id });
    expect(await post()).toMatchObject({ error: { code: "board_not_found" } });
  });
});

describe("a user without a given role", () => {
  test("is a customer of what is public, and of nothing private [R4]", async () => {
    const { communityId } = await ownCommunity();
    const secret = await server.community({ name: "Secret", visibility: "private" });
    const person = await server.user();
    expect(await person.do(getCommunity, { communityId })).toMatchObject({
      community: { role: "customer" },
    });
    expect(await person.rest(getCommunity, { communityId: secret.id })).toMatchObject({
      error: { code: "community_not_found" },
    });
    const asGuest = await server.guest().do(getCommunity, { communityId });
    expect(asGuest.community.role).toBe(undefined);
    expect(await person.rest(createCommunity, { name: "Mine" })).toMatchObject({
      error: { code: "forbidden" },
    });
  });
});

describe("removing a member", () => {
  test.each(["rest", "send"] as const)(
    "takes the role away and cuts them, twice the same, by %s [R5] [R8] [R10]",
    async (door) => {
      const { communityId, owner } = await ownCommunity();
      const person = await server.user();
      await give(communityId, person, "manager");
      const cut = nextCut(person);
      const input = { communityId, userId: person.id };

      expect(await owner[door](removeMember, input)).toEqual({ ok: true, value: {} });
      await cut;
      expect(await owner[door](removeMember, input)).toEqual({ ok: true, value: {} });

      expect(await person.do(getCommunity, { communityId })).toMatchObject({
        community: { role: "customer" },
      });
      const log = await auditOf(server, person.id);
      expect(log.map(({ action }) => action)).toEqual(["member.setRole", "member.remove"]);
    },
  );

  test("is for anyone to do to themselves [R7]", async () => {
    const { id: communityId } = await server.community({ name: "Closed", visibility: "private" });
    const person = await server.user();
    await give(communityId, person, "customer");
    expect(await person.send(removeMember, { communityId, userId: person.id })).toEqual({
      ok: true,
      value: {},
    });
    expect(await person.rest(getCommunity, { communityId })).toMatchObject({
      error: { code: "community_not_found" },
    });
  });
});

describe("the last owner", () => {
  test("can neither leave nor be made anything else [R6]", async () => {
    const { communityId, owner } = await ownCommunity();
    const userId = owner.id;
    for (const by of [owner, server.owner]) {
      expect(await by.rest(removeMember, { communityId, userId })).toMatchObject({
        error: { code: "last_owner" },
      });
      expect(await by.send(setRole, { communityId, userId, role: "customer" })).toMatchObject({
        error: { code: "last_owner" },
      });
    }
  });

  test("is left when both of two go at once [R6]", async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const { communityId, owner } = await ownCommunity();
      const second = await server.user();
      await give(communityId, second, "owner");
      const replies = await Promise.all(
        [owner, second].map((person) =>
          person.rest(removeMember, { communityId, userId: person.id }),
        ),
      );
      expect(replies.map((reply) => (reply.ok ? "gone" : reply.error.code)).toSorted()).toEqual([
        "gone",
        "last_owner",
      ]);
    }
  });
});

describe("the list of members", () => {
  test.each(["rest", "send"] as const)("has each once, in pages, by %s [R11]", async (door) => {
    const { communityId, owner } = await ownCommunity();
    const people = await Promise.all(Array.from({ length: 5 }, () => server.user()));
    for (const person of people) {
      await give(communityId, person, "customer");
    }
    const listed: { user: { id: string }; role: string }[] = [];
    let after: string | undefined;
    do {
      const reply = await owner[door](listMembers, { communityId, limit: 2, after });
      if (!reply.ok) {
        throw new Error(reply.error.code);
      }
      expect(reply.value.members.length).toBeLessThanOrEqual(2);
      listed.push(...reply.value.members);
      after = reply.value.next;
    } while (after !== undefined);
    expect(listed.map(({ user, role }) => `${user.id} ${role}`).toSorted()).toEqual(
      [`${owner.id} owner`, ...people.map(({ id }) => `${id} customer`)].toSorted(),
    );
  });
});

describe("roles", () => {
  test("are told in one's account [R8]", async () => {
    const { communityId } = await ownCommunity();
    const person = await server.user();
    await give(communityId, person, "moderator");
    await vi.waitFor(async () => {
      expect(await person.emit("account.me", {})).toMatchObject({
        value: { roles: [{ communityId, role: "moderator" }] },
      });
    });
  });
});
