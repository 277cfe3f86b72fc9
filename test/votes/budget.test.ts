import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { listOwnVotes } from "../../shared/votes/listOwnVotes.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const boardWith = async (voteBudget: number | null, ideas: number) => {
  const board = await server.board({ voteBudget });
  const made = [];
  for (let index = 0; index < ideas; index += 1) {
    made.push(await server.idea({ boardId: board.id, title: `Idea ${index}` }));
  }
  return { boardId: board.id, ideas: made };
};

const outcome = async (
  person: Person,
  ideaId = "",
  command: typeof castVote | typeof withdrawVote = castVote,
) => {
  const reply = await person.send(command, { ideaId });
  return reply.ok ? "ok" : reply.error.code;
};

describe("a vote budget", () => {
  test("is never exceeded by votes racing for the last one [V20]", async () => {
    const { boardId, ideas } = await boardWith(3, 12);
    const people = await Promise.all(Array.from({ length: 5 }, () => server.member()));

    const outcomes = await Promise.all(
      people.flatMap((person) => ideas.map(({ id }) => outcome(person, id))),
    );

    expect(outcomes.filter((code) => code === "ok")).toHaveLength(15);
    expect(new Set(outcomes)).toEqual(new Set(["ok", "budget_spent"]));
    for (const person of people) {
      const { ideaIds, left } = await person.do(listOwnVotes, { boardId });
      expect(ideaIds).toHaveLength(3);
      expect(left).toBe(0);
    }
  });

  test("gets a vote back when it is withdrawn, its idea shipped, declined or removed [V21]", async () => {
    const { boardId, ideas } = await boardWith(2, 7);
    const [a, b, c, d, e, f, g] = ideas.map(({ id }) => id);
    const person = await server.member();
    const left = async () => (await person.do(listOwnVotes, { boardId })).left;
    expect([await outcome(person, a), await outcome(person, b), await outcome(person, c)]).toEqual([
      "ok",
      "ok",
      "budget_spent",
    ]);

    expect(await outcome(person, a, withdrawVote)).toBe("ok");
    expect(await outcome(person, c)).toBe("ok");
    await server.owner.do(publishResponse, {
      ideaId: b ?? "",
      text: "Here it is",
      status: "shipped",
    });
    expect(await left()).toBe(1);
    expect(await outcome(person, d)).toBe("ok");
    await server.owner.do(publishResponse, {
      ideaId: c ?? "",
      text: "No, and why",
      status: "declined",
    });
    expect(await outcome(person, e)).toBe("ok");
    await server.owner.do(removeIdea, { ideaId: d ?? "" });
    expect([await outcome(person, f), await outcome(person, g)]).toEqual(["ok", "budget_spent"]);
    expect(await left()).toBe(0);
  });

  test("counts the votes cast before it began, and those cast twice once [V22]", async () => {
    const { boardId, ideas } = await boardWith(null, 3);
    const [a, b, c] = ideas.map(({ id }) => id);
    const person = await server.member();
    expect([await outcome(person, a), await outcome(person, a)]).toEqual(["ok", "ok"]);
    expect(await person.do(listOwnVotes, { boardId })).toEqual({ ideaIds: [a] });

    await server.owner.do(editBoard, { boardId, voteBudget: 2 });

    expect([await outcome(person, b), await outcome(person, b), await outcome(person, c)]).toEqual([
      "ok",
      "ok",
      "budget_spent",
    ]);
    await server.owner.do(editBoard, { boardId, voteBudget: null });
    expect(await outcome(person, c)).toBe("ok");
  });
});
