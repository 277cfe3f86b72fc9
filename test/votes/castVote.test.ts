import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { castVote } from "../../shared/votes/castVote.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

describe("casting a vote", () => {
  test("counts it and tells everyone on the board [V1]", async () => {
    const idea = await server.idea();
    const [voter, watcher] = [await server.member(), await server.member()];
    await watcher.join(idea.boardId);

    const reply = await voter.send(castVote, { ideaId: idea.id });

    const voted = { ...idea, votes: 1, rev: idea.rev + 1 };
    expect(reply).toEqual({ ok: true, value: voted });
    await vi.waitFor(() => expect(watcher.records("idea")).toEqual([voted]));
  });
});
