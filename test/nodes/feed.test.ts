import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import type { Person } from "../support/person.ts";
import { startRedis, type TestRedis } from "../support/redis.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let redis: TestRedis;
let nodes: readonly [TestServer, TestServer, TestServer];
beforeAll(async () => {
  redis = await startRedis();
  const first = await startServer({ redisUrl: redis.url });
  const beside = { redisUrl: redis.url, beside: first };
  nodes = [first, await startServer(beside), await startServer(beside)];
});
afterAll(async () => {
  for (const node of nodes.toReversed()) {
    await node.stop();
  }
  await redis.stop();
});

const watchers = async (boardId: string): Promise<Person[]> => {
  const people = await Promise.all(nodes.map((node) => node.user()));
  await Promise.all(people.map((person) => person.join(boardId)));
  return people;
};

const VOTERS = 30;
const soon = { timeout: 8000, interval: 20 };

describe("what is committed on one node", () => {
  test("is seen by those who watch on another [X1]", async () => {
    const board = await nodes[0].board();
    const people = await watchers(board.id);

    const idea = await nodes[0].idea({ boardId: board.id, title: "Told everywhere" });

    await vi.waitFor(() => {
      for (const person of people) {
        expect(person.records("idea")).toEqual([idea]);
      }
    }, soon);
  });

  test("is told in order, and without making watchers ask [X2]", async () => {
    const board = await nodes[0].board();
    const ideas = await Promise.all(
      Array.from({ length: VOTERS }, (_, at) =>
        nodes[0].idea({ boardId: board.id, title: `Idea ${at}` }),
      ),
    );
    const people = await watchers(board.id);
    const voters = await Promise.all(
      ideas.map((_, index) => (nodes[index % 3] ?? nodes[0]).user()),
    );
    const asked = people.map((person) => vi.spyOn(person, "catchUp"));

    await Promise.all(
      voters.map((voter, index) => voter.send(castVote, { ideaId: ideas[index]?.id ?? "" })),
    );

    await vi.waitFor(() => {
      for (const person of people) {
        expect(person.records("idea").map(({ votes }) => votes)).toEqual(ideas.map(() => 1));
        expect(person.state.rev).toBe(2 * VOTERS);
      }
    }, soon);
    expect(asked.map((spy) => spy.mock.calls.length)).toEqual([0, 0, 0]);
  });

  test("counts everybody on a board, on whichever node [X5]", async () => {
    const board = await nodes[0].board();
    const people = await watchers(board.id);

    await vi.waitFor(() => expect(people.map(({ here }) => here)).toEqual([3, 3, 3]), soon);
    await people[2]?.leave();

    await vi.waitFor(
      () => expect(people.slice(0, 2).map(({ here }) => here)).toEqual([2, 2]),
      soon,
    );
  });

  test("tells one's own vote to one's window on another node [X12]", async () => {
    const idea = await nodes[0].idea();
    const here = await nodes[0].user();
    const there = nodes[1].same(here);
    await Promise.all([here.connect(), there.connect()]);

    await here.send(castVote, { ideaId: idea.id });

    const vote = { boardId: idea.boardId, ideaId: idea.id, voted: true };
    await vi.waitFor(() => expect(there.ownVotes).toEqual([vote]), soon);
    // The window that it was cast in has the answer.
    expect(here.ownVotes).toEqual([]);
  });
});

describe("while Redis is away", () => {
  const outages = {
    "it is gone": { begin: "SIGKILL", end: "start" },
    "it does not answer": { begin: "SIGSTOP", end: "SIGCONT" },
  } as const;

  for (const [title, { begin, end }] of Object.entries(outages)) {
    test(`and ${title}, each node goes on, and nobody misses or doubles anything [X3] [X4]`, async () => {
      const board = await nodes[0].board();
      const people = await watchers(board.id);
      const add = (node: TestServer, title: string) =>
        node.same(nodes[0].owner).do(addIdea, { boardId: board.id, title });
      const titles = (person: Person) => person.records("idea").map(({ title }) => title);
      const seenByAll = (wanted: readonly string[]) =>
        vi.waitFor(
          () => people.forEach((person) => expect(titles(person).toSorted()).toEqual(wanted)),
          { timeout: 12_000, interval: 50 },
        );

      await add(nodes[0], "A before");
      await seenByAll(["A before"]);
      await redis.signal(begin);
      await add(nodes[1], "B during");
      await add(nodes[2], "C during");
      await seenByAll(["A before", "B during", "C during"]);
      await add(nodes[1], "D late");
      await (end === "start" ? redis.start() : redis.signal(end));
      await add(nodes[0], "E after");

      await seenByAll(["A before", "B during", "C during", "D late", "E after"]);
    }, 40_000);
  }
});
