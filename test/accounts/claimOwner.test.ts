import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { prepareInstallation } from "../../server/operations/installation.ts";
import { claimOwner } from "../../shared/accounts/claimOwner.ts";
import { getInstallation } from "../../shared/accounts/getInstallation.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { dump } from "../support/dump.ts";
import { newKey } from "../support/person.ts";
import { NO_TOKEN } from "../support/samples.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

// As at the first start, for every test.
beforeEach(async () => {
  const { store } = server.app;
  await store.installation.updateOne({}, { $unset: { ownerId: 1 }, $inc: { rev: 1 } });
  ({ claimToken: token = "" } = await prepareInstallation(store));
});

const claims = async (): Promise<number> => {
  const { audit = [] } = await dump(server);
  return audit.filter((entry) => (entry as { action: string }).action === "account.claimOwner")
    .length;
};

describe("claiming an installation", () => {
  test.each(["rest", "send"] as const)("makes one its owner, by %s [A15]", async (door) => {
    const person = await server.user();
    const before = await claims();
    expect(await server.guest().do(getInstallation, {})).toMatchObject({ hasOwner: false });
    expect(await person[door](createCommunity, { name: "Mine" })).toMatchObject({
      error: { code: "forbidden" },
    });

    const reply = await person[door](claimOwner, { token });

    expect(reply).toMatchObject({ ok: true, value: { id: person.id, isOwner: true } });
    expect(await person.rest(getMe, {})).toEqual(reply);
    expect(await person.rest(createCommunity, { name: "Mine" })).toMatchObject({ ok: true });
    expect(await server.guest().do(getInstallation, {})).toMatchObject({ hasOwner: true });
    expect(await claims()).toBe(before + 1);
  });

  test("needs the token, and a login [A15]", async () => {
    const person = await server.user();
    expect(await person.rest(claimOwner, { token: NO_TOKEN })).toMatchObject({
      error: { code: "token_invalid" },
    });
    expect(await server.guest().rest(claimOwner, { token })).toMatchObject({
      error: { code: "login_required" },
    });
    expect(await person.do(getMe, {})).toMatchObject({ isOwner: false });
  });

  test("is done once, by one of five who try at once [A15]", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => server.user()));
    const replies = await Promise.all(people.map((person) => person.rest(claimOwner, { token })));
    expect(replies.map((reply) => (reply.ok ? "owner" : reply.error.code)).toSorted()).toEqual([
      "already_claimed",
      "already_claimed",
      "already_claimed",
      "already_claimed",
      "owner",
    ]);
  });

  test("with a key can be sent again [A15] [T11]", async () => {
    const person = await server.user();
    const key = newKey();
    const replies = await Promise.all([
      person.rest(claimOwner, { token }, key),
      person.rest(claimOwner, { token }, key),
    ]);
    const later = await person.rest(claimOwner, { token }, key);
    expect(replies[0]).toMatchObject({ ok: true });
    expect([replies[1], later]).toEqual([replies[0], replies[0]]);
    expect(await person.rest(claimOwner, { token }, newKey())).toMatchObject({
      error: { code: "already_claimed" },
    });
  });

  test("has a new token at each start, and the one before is worth nothing [A15]", async () => {
    const { claimToken: newer = "" } = await prepareInstallation(server.app.store);
    const person = await server.user();
    expect(await person.rest(claimOwner, { token })).toMatchObject({
      error: { code: "token_invalid" },
    });
    expect(await person.rest(claimOwner, { token: newer })).toMatchObject({ ok: true });
    expect(await prepareInstallation(server.app.store)).toEqual({ isNew: false });
  });
});
