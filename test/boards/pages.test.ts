import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { IdeaSort } from "../../shared/ideas/ideaSort.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
import { ideaOrder } from "../../shared/ideas/rankIdeas.ts";
import type { InputOf } from "../../shared/protocol/operation.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
let boardId: string;
let ideas: Idea[];
let voters: readonly Person[];
beforeAll(async () => {
  server = await startServer();
  ({ id: boardId } = await server.board());
  voters = await Promise.all([server.user(), server.user(), server.user()]);
  for (let at = 0; at < 23; at += 1) {
    const tags = [at % 2 ? "odd" : "even", ...(at % 3 ? [] : ["third"])];
    const idea = await server.idea({ boardId, title: `Idea ${at}`, tags });
    for (const voter of voters.slice(0, at % 4)) {
      await voter.do(castVote, { ideaId: idea.id });
    }
    if (at % 5 === 0) {
      await server.owner.do(publishResponse, { ideaId: idea.id, text: "Yes", status: "planned" });
    }
  }
  ideas = (await server.guest().do(getBoard, { boardId, limit: 100 })).ideas;
});
afterAll(() => server.stop());

type Wanted = Partial<InputOf<typeof getBoard>>;

const readPages = async (
  door: "rest" | "send",
  wanted: Wanted,
  between: (page: number) => Promise<void> = async () => undefined,
): Promise<Idea[]> => {
  const reader = server.guest();
  const read: Idea[] = [];
  let after: string | undefined;
  for (let page = 0; page === 0 || after !== undefined; page += 1) {
    const reply = await reader[door](getBoard, { boardId, ...wanted, after });
    if (!reply.ok) {
      throw new Error(reply.error.code);
    }
    read.push(...reply.value.ideas);
    after = reply.value.next;
    await between(page);
  }
  await reader.leave();
  return read;
};

describe("the pages of a board", () => {
  test.each(["rest", "send"] as const)(
    "give each idea once, in the order asked for, by %s [B6]",
    async (door) => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...IdeaSort.options),
          fc.integer({ min: 1, max: 30 }),
          fc.option(fc.constantFrom("odd", "even", "third", "ODD", "none"), { nil: undefined }),
          fc.option(fc.constantFrom("open", "planned", "declined"), { nil: undefined }),
          async (sort, limit, tag, status) => {
            const read = await readPages(door, {
              sort,
              limit,
              ...(tag && { tag }),
              ...(status && { status }),
            });
            const expected = ideas
              .filter((idea) => tag === undefined || idea.tags.includes(tag.toLowerCase()))
              .filter((idea) => status === undefined || idea.status === status)
              .toSorted(ideaOrder[sort]);
            expect(read.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
          },
        ),
        { numRuns: 12 },
      );
    },
  );

  test("are of 50 unless asked otherwise, and sorted by votes [B6]", async () => {
    const { ideas: first, next } = await server.guest().do(getBoard, { boardId });
    expect(first.map(({ id }) => id)).toEqual(ideas.map(({ id }) => id));
    expect(next).toBe(undefined);
  });

  test("by age stay as they are while people vote and post [B6]", async () => {
    const read = await readPages("rest", { sort: "new", limit: 5 }, async (page) => {
      const idea = ideas[page * 3];
      await voters[2]?.do(page % 2 ? withdrawVote : castVote, { ideaId: idea?.id ?? "" });
      await server.idea({ boardId, title: "Newer" });
    });
    const ids = read.map(({ id }) => id);
    expect(ids).toEqual(ideas.toSorted(ideaOrder.new).map(({ id }) => id));
  });

  test("by votes repeat nothing that keeps its votes [B6]", async () => {
    const moved = ideas.at(-1)?.id ?? "";
    const read = await readPages("rest", { sort: "top", limit: 5 }, async (page) => {
      await voters[2]?.do(page % 2 ? withdrawVote : castVote, { ideaId: moved });
    });
    const others = read.map(({ id }) => id).filter((id) => id !== moved);
    expect(new Set(others).size).toBe(others.length);
    expect(ideas.map(({ id }) => id).filter((id) => id !== moved && !others.includes(id))).toEqual(
      [],
    );
  });
});
