import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, test } from "vitest";
import { login } from "../../shared/accounts/login.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

/** Failed logins of one account from one address, in a quarter of an hour. */
const FAILURES = 10;

let redis: TestRedis | undefined;
let nodes: TestServer[] = [];
afterEach(async () => {
  for (const node of nodes.toReversed()) {
    await node.stop();
  }
  nodes = [];
  await redis?.stop();
});

const startNodes = async (trustProxy?: string): Promise<void> => {
  redis = await startRedis();
  const options = { redisUrl: redis.url, hasRateLimits: true, trustProxy };
  const first = await startServer(options);
  nodes = [first, await startServer({ ...options, beside: first })];
};

/** Tries a wrong password, on one node after the other; returns the statuses. */
const tryLogins = async (
  count: number,
  headers: (attempt: number) => Record<string, string>,
  email = `${randomUUID()}@example.com`,
): Promise<number[]> => {
  const statuses: number[] = [];
  for (let attempt = 0; attempt < count; attempt += 1) {
    const node = nodes[attempt % nodes.length];
    const body = { email, password: "wrong horse battery" };
    const answer = await node
      ?.guest()
      .http("POST", `/api${login.http.path}`, body, headers(attempt));
    statuses.push(answer?.status ?? 0);
  }
  return statuses;
};

const spent = (count: number): number[] => [
  ...Array.from({ length: FAILURES }, () => 401),
  ...Array.from({ length: count - FAILURES }, () => 429),
];

describe("a limit", () => {
  test("is one over all nodes, and forged forwarding headers don't lift it [X10] [X11]", async () => {
    await startNodes();

    const statuses = await tryLogins(FAILURES + 4, (attempt) => ({
      "x-forwarded-for": `203.0.113.${attempt}`,
      forwarded: `for=203.0.113.${attempt}`,
      "x-real-ip": `203.0.113.${attempt}`,
    }));

    expect(statuses).toEqual(spent(FAILURES + 4));
  });

  test("counts what a trusted proxy says, and an IPv6 network as one [X10] [X11]", async () => {
    await startNodes("loopback");
    const email = `${randomUUID()}@example.com`;
    const from = (address: (attempt: number) => string) => (attempt: number) => ({
      "x-forwarded-for": `198.51.100.${attempt}, ${address(attempt)}`,
    });

    const inOne = await tryLogins(
      FAILURES + 4,
      from((attempt) => `2001:db8:1:2:${attempt}::${attempt}`),
      email,
    );
    const inAnother = await tryLogins(
      2,
      from(() => "2001:db8:1:3::1"),
      email,
    );

    expect(inOne).toEqual(spent(FAILURES + 4));
    expect(inAnother).toEqual([401, 401]);
  });

  test.each(["SIGKILL", "SIGSTOP"] as const)(
    "is each node's own while Redis is away (%s) [X10]",
    async (signal) => {
      await startNodes();
      await redis?.signal(signal);

      const statuses = await tryLogins(2 * FAILURES + 4, () => ({}));

      const [first, second] = [0, 1].map((node) => statuses.filter((_, i) => i % 2 === node));
      expect(first).toEqual(spent(FAILURES + 2));
      expect(second).toEqual(spent(FAILURES + 2));
    },
  );
});
