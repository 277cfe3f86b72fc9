import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getCommunity } from "../../shared/communities/getCommunity.ts";
import { acceptInvitation } from "../../shared/members/acceptInvitation.ts";
import { createInvitation } from "../../shared/members/createInvitation.ts";
import type { Role } from "../../shared/members/role.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { auditOf } from "../support/audit.ts";
import { NO_TOKEN } from "../support/samples.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const DAY = 24 * 3_600_000;

let server: TestServer;
let communityId: string;
let passed = 0;
beforeAll(async () => {
  server = await startServer({ now: () => new Date(Date.now() + passed) });
  ({ id: communityId } = await server.community({ name: "Closed", visibility: "private" }));
});
afterAll(() => server.stop());

const invite = async (role: Role): Promise<string> =>
  (await server.owner.do(createInvitation, { communityId, role })).token;

const INVALID = { ok: false, error: { code: "token_invalid" } };

describe("an invitation", () => {
  test.each(["rest", "send"] as const)("gives its role once, by %s [R9] [R10]", async (door) => {
    const made = await server.owner[door](createInvitation, { communityId, role: "manager" });
    if (!made.ok) {
      throw new Error(made.error.code);
    }
    const { token, url, role } = made.value;
    expect(url).toBe(`${server.url.replace("127.0.0.1", "localhost")}/invitation#token=${token}`);
    expect(role).toBe("manager");

    const [person, late] = [await server.user(), await server.user()];
    expect(await person[door](acceptInvitation, { token })).toMatchObject({
      ok: true,
      value: { id: communityId, role: "manager" },
    });
    expect(await late[door](acceptInvitation, { token })).toMatchObject(INVALID);
    expect(await person.rest(acceptInvitation, { token })).toMatchObject(INVALID);
    expect(await late.rest(getCommunity, { communityId })).toMatchObject({ ok: false });

    expect(await auditOf(server, person.id)).toEqual([
      expect.objectContaining({ action: "invitation.accept", role: "manager" }),
    ]);
    const log = await auditOf(server, communityId);
    expect(log.at(-1)).toMatchObject({ action: "invitation.create", role: "manager" });
  });

  test("goes to one of five who follow it at once [R9]", async () => {
    const token = await invite("customer");
    const people = await Promise.all(Array.from({ length: 5 }, () => server.user()));
    const replies = await Promise.all(
      people.map((person) => person.send(acceptInvitation, { token })),
    );
    expect(replies.filter(({ ok }) => ok).length).toBe(1);
  });

  test("leaves a higher role, and raises a lower one [R9]", async () => {
    const person = await server.user();
    await server.owner.do(setRole, { communityId, userId: person.id, role: "moderator" });
    const roles: (string | undefined)[] = [];
    for (const role of ["customer", "owner", "manager"] as const) {
      roles.push((await person.do(acceptInvitation, { token: await invite(role) })).role);
    }
    expect(roles).toEqual(["moderator", "owner", "owner"]);
    const log = await auditOf(server, person.id);
    expect(log.map(({ action, role }) => `${action} ${role}`)).toEqual([
      "member.setRole moderator",
      "invitation.accept owner",
    ]);
  });

  test("holds for 14 days [R9]", async () => {
    const [soon, late] = [await invite("customer"), await invite("customer")];
    const person = await server.user();
    passed += 13.9 * DAY;
    expect(await person.rest(acceptInvitation, { token: soon })).toMatchObject({ ok: true });
    passed += 0.2 * DAY;
    expect(await person.rest(acceptInvitation, { token: late })).toMatchObject(INVALID);
  });

  test("that was never made is worth nothing, and needs a login first [R3] [R9]", async () => {
    const person = await server.user();
    expect(await person.rest(acceptInvitation, { token: NO_TOKEN })).toMatchObject(INVALID);
    expect(await server.guest().rest(acceptInvitation, { token: NO_TOKEN })).toMatchObject({
      error: { code: "login_required" },
    });
  });
});
