import { afterAll, beforeAll, expect, test } from "vitest";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { findMembers, FOUND_MEMBERS_MAX } from "../../shared/members/findMembers.ts";
import { setRole } from "../../shared/members/setRole.ts";
import type { Role } from "../../shared/members/role.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
let communityId: string;

const join = async (name: string, role: Role) => {
  const person = await server.user(name);
  await server.owner.do(setRole, { communityId, userId: person.id, role });
  return person;
};

beforeAll(async () => {
  server = await startServer();
  ({ id: communityId } = await server.owner.do(createCommunity, { name: "Named" }));
});
afterAll(() => server.stop());

test("staff find people with a role by a part of their name, by either door [R12]", async () => {
  const moderator = await join("Mona", "moderator");
  const customer = await join("Ada Lovelace", "customer");
  const mei = await join("陳美玲", "customer");
  await server.user("Adam, who has no role");

  for (const door of ["rest", "send"] as const) {
    expect(await moderator[door](findMembers, { communityId, text: "aDA" })).toEqual({
      ok: true,
      value: { people: [{ id: customer.id, name: "Ada Lovelace" }] },
    });
  }
  expect(await moderator.do(findMembers, { communityId, text: "美玲" })).toEqual({
    people: [{ id: mei.id, name: "陳美玲" }],
  });
  expect(await moderator.do(findMembers, { communityId, text: "nobody" })).toEqual({ people: [] });
});

test("customers and strangers find nobody [R12]", async () => {
  const customer = await join("Curious", "customer");
  for (const asking of [customer, await server.user()]) {
    expect(await asking.rest(findMembers, { communityId, text: "a" })).toMatchObject({
      ok: false,
      error: { code: "forbidden" },
    });
  }
  expect(await server.guest().rest(findMembers, { communityId, text: "a" })).toMatchObject({
    ok: false,
    error: { code: "login_required" },
  });
  const { id: closed } = await server.community({ name: "Closed", visibility: "private" });
  expect(await customer.rest(findMembers, { communityId: closed, text: "a" })).toMatchObject({
    ok: false,
    error: { code: "community_not_found" },
  });
});

test("no more than can be looked at are named [R12]", async () => {
  await Promise.all(
    Array.from({ length: FOUND_MEMBERS_MAX + 1 }, (_, at) => join(`Twin ${at}`, "customer")),
  );
  const { people } = await server.owner.do(findMembers, { communityId, text: "twin" });
  expect(people).toHaveLength(FOUND_MEMBERS_MAX);
});
