import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ServerLeaving } from "../../shared/protocol/connectRefusal.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { listComments } from "../../shared/comments/listComments.ts";
import { ManualTimers } from "../support/manualTimers.ts";
import { newKey } from "../support/person.ts";
import { RawSocket, TEXT } from "../support/rawSocket.ts";
import { allPages, spawnedScene } from "../support/spawnedScene.ts";
import { spawnServer } from "../support/spawnServer.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

describe("a server that leaves", () => {
  const timers = new ManualTimers();
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ timers, random: () => 0.5 });
  });
  afterAll(() => server.stop());

  test("fails readiness, lets nobody in, then ends its sockets a few at a time [F5] [F11]", async () => {
    const sockets = await Promise.all(
      Array.from({ length: 40 }, () => new RawSocket(server.url).join()),
    );
    const open = () => sockets.filter(({ socket }) => !socket.destroyed).length;
    const late = new RawSocket(server.url);
    await late.connected;
    const halfIn = new RawSocket(server.url).upgrade();
    await halfIn.hears(/0\{"sid"/);

    const closed = server.app.close({ noticeMs: 1000, spreadMs: 4000 });
    const ready = await fetch(`${server.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { ok: false, database: true, breaker: "closed", draining: true },
    ]);
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    late.upgrade();
    await late.hears(/^HTTP\/1\.1 503 Service Unavailable\r\nRetry-After: 2\r\n/);
    await late.closed;
    halfIn.send(TEXT, "40");
    await halfIn.hears(/44\{.*"code":"unavailable","retryAfter":0\.35\}/);
    expect(open()).toBe(40);

    await timers.advance(1000);
    for (let second = 1; second <= 4; second += 1) {
      await timers.advance(1000);
      await vi.waitFor(() => expect(open()).toBe(40 - 10 * second));
    }
    await closed;
    await Promise.all(sockets.map((socket) => socket.closed));
    const delays = sockets.map(({ heard }) => {
      const told = /\["server\.leaving",(\{.*?\})\]/.exec(heard);
      return ServerLeaving.parse(JSON.parse(told?.[1] ?? "null")).retryAfter;
    });
    expect(delays).toEqual(Array(40).fill(0.35));
  });
});

describe("a server that gets SIGTERM under load", () => {
  test("has committed what it acknowledged, and exits with 0 in time [F11]", async () => {
    const server = await spawnServer();
    try {
      const { owner, people, ideas } = await spawnedScene(server, { people: 5, ideas: 1 });
      const ideaId = ideas[0]?.id ?? "";
      await Promise.all(people.map((writer) => writer.connect()));
      const told: string[] = [];
      let leave: () => void = () => undefined;
      const left = new Promise<undefined>((resolve) => {
        leave = () => resolve(undefined);
      });
      let isOver = false;
      const writing = people.map(async (writer) => {
        while (!isOver) {
          const text = `Comment ${newKey()}`;
          const sent = writer.send(addComment, { ideaId, text }, newKey());
          // Whoever is cut off in the middle has no answer, and nothing is claimed about it.
          const reply = await Promise.race([sent.catch(() => undefined), left]);
          if (reply?.ok) {
            told.push(text);
          }
        }
      });
      await vi.waitFor(() => expect(told.length).toBeGreaterThan(20), { timeout: 10_000 });
      const before = told.length;
      const startedAt = performance.now();

      const code = await server.end("SIGTERM");

      const took = performance.now() - startedAt;
      isOver = true;
      leave();
      await Promise.all([...writing, ...people.map((person) => person.leave())]);
      expect(code).toBe(0);
      expect(took).toBeLessThan(15_000);
      // Until their turn came to go, they could work.
      expect(told.length).toBeGreaterThan(before);
      await server.start();
      const found = await allPages(async (after) => {
        const page = { ideaId, limit: 100, after };
        const { comments: items, next } = await owner.do(listComments, page);
        return { items, next };
      });
      const texts = found.map(({ text }) => text);
      expect(told.filter((text) => !texts.includes(text))).toEqual([]);
      expect(new Set(texts).size).toBe(texts.length);
    } finally {
      await server.remove();
    }
  }, 60_000);
});
