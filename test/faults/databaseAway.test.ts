import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { getMe } from "../../shared/accounts/getMe.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { listComments } from "../../shared/comments/listComments.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { listOwnVotes } from "../../shared/votes/listOwnVotes.ts";
import { newKey, type HttpAnswer } from "../support/person.ts";
import { proxiedDatabase, type ProxiedDatabase } from "../support/proxiedDatabase.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

/** A second, and half of one for a machine that does much else: the quickest of several shows it. */
const SOON_MS = 1500;
const AT_ONCE_MS = 300;
/** What waits for the database would take longer. */
const EVER_MS = 15_000;
const BACK_MS = 15_000;

let database: ProxiedDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await proxiedDatabase(inject("mongodbUri"));
  server = await startServer({ mongodbUri: database.uri });
});
afterEach(async () => {
  await database.proxy.heal();
  await vi.waitFor(async () => expect((await readiness()).status).toBe(200), { timeout: BACK_MS });
});
afterAll(async () => {
  await server.stop();
  database.proxy.stop();
});

const readiness = () => server.guest().http("GET", "/readyz");

const timed = async (ask: () => Promise<HttpAnswer>) => {
  const startedAt = performance.now();
  const answer = await ask();
  return { ...answer, took: performance.now() - startedAt };
};

const unavailable = { ok: false, error: { code: "unavailable", retryAfter: 2 } };

const faults = {
  "gone and refusing": () => database.proxy.refuse(),
  silent: () => database.proxy.stall(),
  "unreachable without a word": () => database.proxy.halfOpen(),
  "far too slow": () => database.proxy.slow({ delayMs: 20_000 }),
} as const;

describe("while the database is", () => {
  for (const [name, begin] of Object.entries(faults)) {
    test(`${name}, writes are answered within a second, and again soon after [F1] [F4]`, async () => {
      const idea = await server.idea();
      const voters = await Promise.all([server.member(), server.member(), server.member()]);
      begin();

      const answers = await Promise.all(
        voters.map((voter) => timed(() => voter.answer(castVote, { ideaId: idea.id }))),
      );
      expect((await readiness()).body).toMatchObject({ breaker: "open" });
      const next: typeof answers = [];
      for (let count = 0; count < 5; count += 1) {
        next.push(
          await timed(() => server.owner.answer(addIdea, { boardId: idea.boardId, title: "x" })),
        );
      }
      for (const { status, headers, body } of [...answers, ...next]) {
        expect({ status, after: headers.get("retry-after") }).toEqual({ status: 503, after: "2" });
        expect(body).toMatchObject(unavailable);
      }
      const times = answers.map(({ took }) => took);
      expect(Math.min(...times)).toBeLessThan(SOON_MS);
      expect(Math.max(...times)).toBeLessThan(EVER_MS);
      expect(Math.min(...next.map(({ took }) => took))).toBeLessThan(AT_ONCE_MS);

      await database.proxy.heal();
      await vi.waitFor(
        async () =>
          expect((await voters[0]?.answer(castVote, { ideaId: idea.id }))?.status).toBe(200),
        { timeout: BACK_MS },
      );
    });
  }

  test("away, readiness says so and life goes on [F5]", async () => {
    expect((await readiness()).body).toEqual({
      ok: true,
      database: true,
      breaker: "closed",
      draining: false,
    });
    database.proxy.stall();
    const answer = await timed(() => readiness());
    expect([answer.status, answer.body]).toEqual([
      503,
      { ok: false, database: false, breaker: "open", draining: false },
    ]);
    expect(answer.took).toBeLessThan(EVER_MS);
    expect((await server.guest().http("GET", "/livez")).status).toBe(200);
  });

  test("away, nobody is taken for a guest [F6]", async () => {
    const member = await server.member();
    database.proxy.refuse();
    const first = await member.answer(getMe, {});
    const second = await member.answer(getMe, {});
    const third = await member.answer(addIdea, {
      boardId: (await server.home()).board.id,
      title: "x",
    });
    for (const { status, body } of [first, second, third]) {
      expect(status).toBe(503);
      expect(body).toMatchObject(unavailable);
    }
  });

  test("away, a public board is read from memory and says that it is stale", async () => {
    const idea = await server.idea();
    const { boardId } = idea;
    const [guest, member] = [server.guest(), await server.member()];
    const before = await guest.do(getBoard, { boardId });
    const hidden = await server.board({ visibility: "private" });
    await server.owner.do(getBoard, { boardId: hidden.id });
    database.proxy.stall();

    for (const person of [guest, member]) {
      expect(await person.do(getBoard, { boardId })).toEqual({ ...before, stale: true });
      const refused = await person.answer(getBoard, { boardId: hidden.id });
      expect(refused.body).toMatchObject(unavailable);
    }

    await database.proxy.heal();
    await vi.waitFor(async () => expect(await guest.do(getBoard, { boardId })).toEqual(before), {
      timeout: BACK_MS,
    });
  });
});

describe("a write whose outcome nobody knows", () => {
  test("is unavailable, says so, and is found out by a retry with its key [F3] [F4]", async () => {
    const idea = await server.idea();
    const writer = await server.member();
    const [key, input] = [newKey(), { ideaId: idea.id, text: "once" }];
    const { comments } = server.app.store.kinds;
    const write = comments.write.bind(comments);
    const spy = vi.spyOn(comments, "write").mockImplementationOnce(async (group, session) => {
      await write(group, session);
      // The commit gets through, its answer does not, and nobody can be asked again.
      database.proxy.closeDoor();
      database.proxy.cutAfter(0);
    });

    const first = await timed(() => writer.answer(addComment, input, key));
    spy.mockRestore();
    expect(first.body).toMatchObject(unavailable);
    expect(first.body).toMatchObject({ error: { message: expect.stringContaining("same key") } });
    expect(first.took).toBeLessThan(EVER_MS);

    await database.proxy.heal();
    await vi.waitFor(async () => expect((await readiness()).status).toBe(200), {
      timeout: BACK_MS,
    });
    const again = await writer.rest(addComment, input, key);
    expect(again.ok).toBe(true);
    const { comments: found } = await server.owner.do(listComments, { ideaId: idea.id });
    expect(found.map(({ text }) => text)).toEqual(["once"]);
    const { idea: now } = await server.owner.do(getIdea, { ideaId: idea.id });
    expect(now.comments).toBe(1);
  });

  test("is not begun any more where it waited, once it was answered [F3]", async () => {
    const idea = await server.idea();
    const [first, second] = [await server.member(), await server.member()];
    const { votes } = server.app.store.kinds;
    const write = votes.write.bind(votes);
    let isHeld: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    const spy = vi.spyOn(votes, "write").mockImplementationOnce(async (group, session) => {
      database.proxy.stall();
      isHeld();
      await write(group, session);
    });
    const begun = first.answer(castVote, { ideaId: idea.id });
    await held;
    const queued = second.answer(castVote, { ideaId: idea.id });
    const bodies = (await Promise.all([begun, queued])).map(({ body }) => body);
    spy.mockRestore();
    expect(bodies).toMatchObject([
      { error: { message: expect.stringContaining("same key") } },
      { error: { message: expect.stringContaining("nothing was done") } },
    ]);

    await database.proxy.heal();
    await vi.waitFor(async () => expect((await readiness()).status).toBe(200), {
      timeout: BACK_MS,
    });
    // Behind whatever the lane still has.
    const marker = await server.member();
    await marker.do(castVote, { ideaId: idea.id });
    expect(await second.do(listOwnVotes, { boardId: idea.boardId })).toEqual({ ideaIds: [] });
  });
});
