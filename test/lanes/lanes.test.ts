import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { removeMember } from "../../shared/members/removeMember.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { listVoters } from "../../shared/votes/listVoters.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const people = (count: number) => Promise.all(Array.from({ length: count }, () => server.member()));

describe("a group of commands", () => {
  test("keeps no trace of those that refuse [L2]", async () => {
    const board = await server.board();
    const idea = await server.idea({ boardId: board.id });
    const voters = await people(6);
    await Promise.all(voters.map((voter) => voter.connect()));

    const replies = await Promise.all(
      voters.flatMap((voter) => [
        voter.send(castVote, { ideaId: idea.id }),
        voter.send(editBoard, { boardId: board.id, name: "Mine now" }),
        voter.send(addComment, { ideaId: idea.id, text: "x", parentId: idea.id }),
      ]),
    );

    expect(replies.map((reply) => (reply.ok ? "ok" : reply.error.code))).toEqual(
      voters.flatMap(() => ["ok", "forbidden", "comment_not_found"]),
    );
    const { rev, board: after, ideas } = await server.owner.do(getBoard, { boardId: board.id });
    expect(after.name).toBe(board.name);
    expect(ideas).toEqual([{ ...idea, votes: 6, rev }]);
    expect(rev).toBe(idea.rev + 6);
  });

  test("survives one command whose records the database refuses [L3]", async () => {
    const board = await server.board();
    const idea = await server.idea({ boardId: board.id });
    const [faulty, ...voters] = await people(5);
    const { ideas } = server.app.store.kinds;
    const put = vi.spyOn(ideas, "write");
    put.mockImplementationOnce(() => Promise.reject(new Error("disk on fire")));

    const replies = await Promise.all([
      faulty?.send(addIdea, { boardId: board.id, title: "Burns" }),
      ...voters.map((voter) => voter.send(castVote, { ideaId: idea.id })),
    ]);
    put.mockRestore();

    // The first write failed with everything in it; each was then tried by itself.
    const codes = replies.map((reply) => (reply?.ok ? "ok" : reply?.error.code));
    expect(codes.filter((code) => code === "internal").length).toBeLessThanOrEqual(1);
    const { idea: now } = await server.owner.do(getIdea, { ideaId: idea.id });
    const { voters: counted } = await server.owner.do(listVoters, { ideaId: idea.id });
    expect(now.votes).toBe(counted.length);
    expect(counted.length).toBe(replies.slice(1).filter((reply) => reply?.ok).length);
  });
});

describe("two processes on one board", () => {
  test("count every acknowledged vote once [L4]", async () => {
    const second = await startServer({ beside: server });
    const board = await server.board();
    const ideas = [
      await server.idea({ boardId: board.id, title: "One" }),
      await server.idea({ boardId: board.id, title: "Two" }),
    ];
    const here = await people(8);
    const there = here.map((person) => second.same(person));
    const wanted = new Map<string, boolean>();

    await Promise.all(
      here.map(async (person, index) => {
        const other = there[index] ?? person;
        for (let turn = 0; turn < 12; turn += 1) {
          const idea = ideas[turn % 2];
          const isCast = (turn + index) % 3 !== 0;
          const reply = await (turn % 4 < 2 ? person : other).send(
            isCast ? castVote : withdrawVote,
            { ideaId: idea?.id ?? "" },
          );
          expect(reply.ok).toBe(true);
          wanted.set(`${idea?.id}:${person.id}`, isCast);
        }
      }),
    );

    for (const idea of ideas) {
      const { idea: now } = await second.same(server.owner).do(getIdea, { ideaId: idea.id });
      const { voters } = await server.owner.do(listVoters, { ideaId: idea.id });
      const expected = here.filter((person) => wanted.get(`${idea.id}:${person.id}`));
      expect(voters.map(({ id }) => id).toSorted()).toEqual(
        expected.map(({ id }) => id).toSorted(),
      );
      expect(now.votes).toBe(expected.length);
    }
    await second.stop();
  });
});

describe("a right that another process takes away", () => {
  test("is gone for the next command, though the lane has judged them before [L11]", async () => {
    const second = await startServer({ beside: server });
    const board = await server.board({ visibility: "private" });
    const idea = await server.idea({ boardId: board.id });
    const voters = await Promise.all([1, 2].map(() => server.member("moderator")));
    const castAll = () =>
      Promise.all(voters.map((voter) => voter.rest(castVote, { ideaId: idea.id })));
    expect((await castAll()).map(({ ok }) => ok)).toEqual([true, true]);

    const { communityId } = board;
    const owner = second.same(server.owner);
    await owner.do(removeMember, { communityId, userId: voters[0]?.id ?? "" });

    const replies = await castAll();
    expect(replies.map((reply) => (reply.ok ? "ok" : reply.error.code))).toEqual([
      "idea_not_found",
      "ok",
    ]);
    await second.stop();
  });
});

describe("what changes within a frame", () => {
  test("leaves as one packet with the newest state of each record [L5]", async () => {
    const board = await server.board();
    const idea = await server.idea({ boardId: board.id });
    const voters = await people(20);
    const watcher = await server.member();
    await Promise.all(voters.map((voter) => voter.connect()));
    await watcher.join(board.id);

    await Promise.all(voters.map((voter) => voter.send(castVote, { ideaId: idea.id })));

    await vi.waitFor(() => expect(watcher.state.rev).toBe(idea.rev + 20));
    expect(watcher.heard.length).toBeLessThan(10);
    for (const { records } of watcher.heard) {
      expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
    }
    expect(watcher.records("idea")).toEqual([{ ...idea, votes: 20, rev: idea.rev + 20 }]);
  });
});
