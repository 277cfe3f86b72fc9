import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UserId } from "../../shared/protocol/ids.ts";
import { IDEAS, PEOPLE, votingWorld, type VoteAsked } from "./votingWorld.ts";

const asked = fc.record({
  person: fc.nat(PEOPLE.length - 1),
  idea: fc.nat(IDEAS.length - 1),
  what: fc.constantFrom("cast" as const, "cast" as const, "withdraw" as const),
});

const codeOf = (answer: unknown): unknown => (typeof answer === "string" ? answer : "ok");

describe("votes that are decided together", () => {
  test("leave what they would have left one after the other, and refuse the same [L8]", async () => {
    const schedules = fc.array(asked, { minLength: 2, maxLength: 40 });
    const budgets = fc.constantFrom(undefined, 1, 2);
    await fc.assert(
      fc.asyncProperty(schedules, budgets, async (votes, budget) => {
        const [crowd, queue] = [votingWorld({ budget }), votingWorld({ budget })];

        const together = await crowd.together(votes);
        const oneByOne = await queue.oneByOne(votes);

        expect(together.map(codeOf)).toEqual(oneByOne.map(codeOf));
        expect(crowd.stored()).toEqual(queue.stored());
      }),
      { numRuns: 60 },
    );
  });

  test("are one commit, and answered with the idea as that left it [L8]", async () => {
    const world = votingWorld({ budget: undefined });
    const votes = [0, 1, 2, 3].map((person) => ({ person, idea: 0, what: "cast" as const }));

    const answers = await world.together(votes);

    const [first] = world.stored().ideas;
    const left = { id: IDEAS[0], votes: 3, rev: first?.rev };
    expect(answers.slice(0, 3)).toEqual(
      [left, left, left].map((idea) => expect.objectContaining(idea)),
    );
    expect(answers[3]).toBe("idea_not_found");
    // The first had nobody beside it when it came.
    expect(world.commits).toBeLessThanOrEqual(2);
  });

  test("are judged by the rights that each has by then [L11]", async () => {
    const world = votingWorld({ budget: undefined });
    const all = PEOPLE.map((_, person) => ({ person, idea: 0, what: "cast" as const }));
    const [first, last] = [UserId.parse(PEOPLE[0]), UserId.parse(PEOPLE[3])];
    // Again and again: then the lane knows who they are.
    for (const _ of [1, 2, 3]) {
      expect((await world.together(all)).map(codeOf)).toEqual(["ok", "ok", "ok", "idea_not_found"]);
    }

    world.putOut(first);
    world.letIn(last);
    const answers = await world.together(all.map((vote) => ({ ...vote, what: "withdraw" })));

    expect(answers.map(codeOf)).toEqual(["idea_not_found", "ok", "ok", "ok"]);
    expect(world.stored().votes).toEqual([`${IDEAS[0]}:${first}`]);
  });

  test("are not taken along by one that faults [L3]", async () => {
    const world = votingWorld({ budget: 2, unreadable: PEOPLE[1] });
    const votes: VoteAsked[] = [0, 1, 2, 0].map((person, at) => ({
      person,
      idea: at === 3 ? 1 : 0,
      what: "cast",
    }));

    const answers = await world.together(votes);

    expect(answers.map(codeOf)).toEqual(["ok", "fault: Error: cannot be read", "ok", "ok"]);
    const { ideas, votes: kept } = world.stored();
    expect(ideas.map((idea) => idea.votes)).toEqual([2, 1, 0, 0, 0]);
    expect(kept).toHaveLength(3);
  });
});
