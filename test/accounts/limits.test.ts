import { afterAll, describe, expect, test } from "vitest";
import { changePassword } from "../../shared/accounts/changePassword.ts";
import { requestReset } from "../../shared/accounts/requestReset.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";

const MOST = 10;

const servers = new Map<string, Promise<TestServer>>();
afterAll(async () => {
  for (const started of servers.values()) {
    await (await started).stop();
  }
});

/** A server of these settings; one for all tests that need such a one. */
const serverWith = (options: Parameters<typeof startServer>[0] = {}): Promise<TestServer> => {
  const key = JSON.stringify(options);
  const started = servers.get(key) ?? startServer(options);
  servers.set(key, started);
  return started;
};

let server: TestServer;

const tryLogin = async (
  email: string,
  headers: Record<string, string> = {},
  password = "wrong one",
) => {
  const {
    status,
    headers: answered,
    body,
  } = await server.guest().http("POST", "/api/account/login", { email, password }, headers);
  const { error } = body as { error?: { code: string; retryAfter?: number } };
  return { status, code: error?.code ?? "ok", retryAfter: error?.retryAfter, answered };
};

const failTimes = async (
  many: number,
  email: string,
  headersAt: (at: number) => Record<string, string>,
) => {
  const codes: string[] = [];
  for (let at = 0; at < many; at += 1) {
    codes.push((await tryLogin(email, headersAt(at))).code);
  }
  return codes;
};

const forged = (at: number): Record<string, string> => ({
  "x-forwarded-for": `203.0.113.${at}`,
  forwarded: `for=203.0.113.${at}`,
  "x-real-ip": `203.0.113.${at}`,
  "cf-connecting-ip": `203.0.113.${at}`,
});

describe("failed logins", () => {
  test("are limited for an account, known or not, and say how long to wait [A9]", async () => {
    server = await serverWith();
    const person = await server.user();
    for (const email of [person.account?.email ?? "", "nobody@example.com"]) {
      const codes = await failTimes(MOST, email, () => ({}));
      expect(codes).toEqual(codes.map(() => "wrong_login"));
      const limited = await tryLogin(email, {}, PASSWORD);
      expect(limited).toMatchObject({ status: 429, code: "rate_limited" });
      expect(limited.retryAfter).toBeGreaterThan(0);
      expect(limited.answered.get("retry-after")).toBe(String(limited.retryAfter));
    }
    const other = await server.user();
    expect(await tryLogin(other.account?.email ?? "", {}, PASSWORD)).toMatchObject({ code: "ok" });
  });

  test("are limited when all are sent at once, too [A9]", async () => {
    server = await serverWith();
    const { account } = await server.user();
    const tries = await Promise.all(
      Array.from({ length: 40 }, () => tryLogin(account?.email ?? "")),
    );
    expect(tries.filter(({ code }) => code === "wrong_login").length).toBeLessThanOrEqual(MOST);
    expect(tries.filter(({ code }) => code === "rate_limited").length).toBeGreaterThanOrEqual(
      40 - MOST,
    );
  });

  test("do not count when they succeed [A9]", async () => {
    server = await serverWith();
    const { account } = await server.user();
    for (let turn = 0; turn < MOST + 2; turn += 1) {
      expect(await tryLogin(account?.email ?? "", {}, PASSWORD)).toMatchObject({ code: "ok" });
    }
  });

  test("count for the old password of a change as well [A9]", async () => {
    server = await serverWith();
    const person = await server.user();
    const wrong = { oldPassword: "wrong one", newPassword: "another horse battery" };
    for (let turn = 0; turn < MOST; turn += 1) {
      expect(await person.rest(changePassword, wrong)).toMatchObject({
        error: { code: "wrong_login" },
      });
    }
    expect(await person.rest(changePassword, wrong)).toMatchObject({
      error: { code: "rate_limited" },
    });
  });
});

describe("an address", () => {
  test("is not what a header says, if no proxy is trusted [A10]", async () => {
    server = await serverWith();
    await failTimes(MOST, "nobody.1@example.com", forged);
    expect(await tryLogin("nobody.1@example.com", forged(99))).toMatchObject({
      code: "rate_limited",
    });
  });

  test("is what a trusted proxy adds, not what stands before it [A10]", async () => {
    server = await serverWith({ trustProxy: "loopback" });
    const through = (client: string) => (at: number) => ({
      "x-forwarded-for": `198.51.100.${at}, ${client}`,
    });
    await failTimes(MOST, "nobody@example.com", through("203.0.113.7"));
    expect(await tryLogin("nobody@example.com", through("203.0.113.7")(99))).toMatchObject({
      code: "rate_limited",
    });
    expect(await tryLogin("nobody@example.com", through("203.0.113.8")(99))).toMatchObject({
      code: "wrong_login",
    });
  });

  test("of IPv6 is its network of 64 bits, however it is written [A10]", async () => {
    server = await serverWith({ trustProxy: "loopback" });
    const from = (address: string) => ({ "x-forwarded-for": address });
    await failTimes(MOST, "nobody@example.com", (at) => from(`2001:db8:1:2::${at + 1}`));
    for (const same of ["2001:db8:1:2:ffff::1", "2001:0DB8:0001:0002:0:0:0:77"]) {
      expect(await tryLogin("nobody@example.com", from(same))).toMatchObject({
        code: "rate_limited",
      });
    }
    expect(await tryLogin("nobody@example.com", from("2001:db8:1:3::1"))).toMatchObject({
      code: "wrong_login",
    });
  });
});

describe("limits of all operations", () => {
  test("stop what costs much, by address, and what one user writes, by user [A10]", async () => {
    server = await serverWith({ hasRateLimits: true });
    const ask = () => server.guest().rest(requestReset, { email: "nobody@example.com" });
    let refused = 0;
    for (let sent = 0; sent < 400 && refused === 0; sent += 20) {
      const replies = await Promise.all(Array.from({ length: 20 }, ask));
      refused = replies.filter((reply) => !reply.ok && reply.error.code === "rate_limited").length;
    }
    expect(refused).toBeGreaterThan(0);
    const { board } = await server.home();
    expect(await server.owner.rest(addIdea, { boardId: board.id, title: "Still" })).toMatchObject({
      ok: true,
    });
  });
});

describe("a write from another site's page", () => {
  test.each([
    [{ origin: "https://evil.example" }],
    [{ origin: "null" }],
    [{ origin: "http://localhost.evil.example" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
  ])("with %j is refused [A16]", async (headers) => {
    server = await serverWith();
    const { board } = await server.home();
    const path = `/api/boards/${board.id}/ideas`;
    const answer = await server.owner.http("POST", path, { title: "A bell" }, { ...headers });
    expect(answer).toMatchObject({
      status: 403,
      body: { ok: false, error: { code: "cross_site" } },
    });
  });

  test("is told from one of our own [A16]", async () => {
    server = await serverWith();
    const { board } = await server.home();
    const path = `/api/boards/${board.id}/ideas`;
    const answer = await server.owner.http(
      "POST",
      path,
      { title: "A bell" },
      { origin: server.url, "sec-fetch-site": "same-origin" },
    );
    expect(answer).toMatchObject({ status: 200 });
  });
});
