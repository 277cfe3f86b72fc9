import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { listOwnVotes } from "../../shared/votes/listOwnVotes.ts";
import { listVoters } from "../../shared/votes/listVoters.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import { PASSWORD, startServer, type TestServer } from "../support/startServer.ts";
import { login } from "../../shared/accounts/login.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe.each(["rest", "send"] as const)("a vote, by %s,", (door) => {
  test("cast twice is one, withdrawn twice is none, and each is told [V2] [V3]", async () => {
    const idea = await server.idea();
    const [voter, watcher] = [await server.user(), await server.user()];
    await watcher.join(idea.boardId);
    const shown = () => watcher.records("idea").find(({ id }) => id === idea.id);

    const cast = { ...idea, votes: 1, rev: idea.rev + 1 };
    expect(await voter[door](castVote, { ideaId: idea.id })).toEqual({ ok: true, value: cast });
    expect(await voter[door](castVote, { ideaId: idea.id })).toEqual({ ok: true, value: cast });
    await vi.waitFor(() => expect(shown()).toEqual(cast));

    const back = { ...idea, votes: 0, rev: idea.rev + 2 };
    expect(await voter[door](withdrawVote, { ideaId: idea.id })).toEqual({ ok: true, value: back });
    expect(await voter[door](withdrawVote, { ideaId: idea.id })).toEqual({ ok: true, value: back });
    await vi.waitFor(() => expect(shown()).toEqual(back));
  });

  test("is neither cast nor withdrawn where voting is closed [V6]", async () => {
    const { id: boardId } = await server.board();
    const { id: ideaId } = await server.idea({ boardId });
    const voter = await server.user();
    await voter.do(castVote, { ideaId });
    await server.owner.do(editBoard, { boardId, votingOpen: false });
    for (const command of [castVote, withdrawVote]) {
      expect(await voter[door](command, { ideaId })).toMatchObject({
        ok: false,
        error: { code: "voting_closed" },
      });
    }
    expect((await voter.do(getIdea, { ideaId })).idea.votes).toBe(1);
  });

  test("is told to one's own other windows, and to nobody else's [V7]", async () => {
    const idea = await server.idea();
    const [voter, other] = [await server.user(), await server.user()];
    const window = server.guest();
    await window.do(login, { email: voter.account?.email ?? "", password: PASSWORD });
    await window.join(idea.boardId);
    await other.join(idea.boardId);

    await voter[door](castVote, { ideaId: idea.id });
    await voter[door](castVote, { ideaId: idea.id });
    await voter[door](withdrawVote, { ideaId: idea.id });

    const told = { boardId: idea.boardId, ideaId: idea.id };
    await vi.waitFor(() =>
      expect(window.ownVotes).toEqual([
        { ...told, voted: true },
        { ...told, voted: false },
      ]),
    );
    await other.emit("installation.get", {});
    expect(other.ownVotes).toEqual([]);
  });

  test("is told to the window that it was cast in by the answer alone [V7]", async () => {
    const idea = await server.idea();
    const voter = await server.user();
    const window = server.guest();
    await window.do(login, { email: voter.account?.email ?? "", password: PASSWORD });
    await Promise.all([voter.connect(), window.connect()]);

    await voter.send(castVote, { ideaId: idea.id });
    await window.send(withdrawVote, { ideaId: idea.id });

    const told = { boardId: idea.boardId, ideaId: idea.id };
    await vi.waitFor(() => expect(voter.ownVotes).toEqual([{ ...told, voted: false }]));
    await vi.waitFor(() => expect(window.ownVotes).toEqual([{ ...told, voted: true }]));
  });

  test("shows who cast it, the newest first, each once in pages [V8]", async () => {
    const { id: ideaId } = await server.idea();
    const voters = await Promise.all([server.user(), server.user(), server.user(), server.user()]);
    for (const voter of voters) {
      await voter.do(castVote, { ideaId });
    }
    const read: { id: string; name: string }[] = [];
    let after: string | undefined;
    do {
      const reply = await server.guest()[door](listVoters, { ideaId, limit: 3, after });
      if (!reply.ok) {
        throw new Error(reply.error.code);
      }
      read.push(...reply.value.voters);
      after = reply.value.next;
    } while (after !== undefined);
    expect(read).toEqual(
      voters.toReversed().map(({ id, account }) => ({ id, name: account?.name })),
    );
  });

  test("is one's own to see [V9]", async () => {
    const { id: boardId } = await server.board();
    const [first, second] = [await server.idea({ boardId }), await server.idea({ boardId })];
    await server.idea({ boardId });
    const [voter, other] = [await server.user(), await server.user()];
    for (const { id: ideaId } of [first, second]) {
      await voter.do(castVote, { ideaId });
    }
    await voter.do(withdrawVote, { ideaId: second.id });
    expect(await voter[door](listOwnVotes, { boardId })).toEqual({
      ok: true,
      value: { ideaIds: [first.id] },
    });
    expect(await other[door](listOwnVotes, { boardId })).toEqual({
      ok: true,
      value: { ideaIds: [] },
    });
    expect(await voter[door](getIdea, { ideaId: first.id })).toMatchObject({
      value: { voted: true },
    });
    for (const reader of [other, server.guest()]) {
      expect(await reader[door](getIdea, { ideaId: first.id })).toMatchObject({
        value: { voted: false },
      });
    }
  });
});
