import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createBoard } from "../../shared/boards/createBoard.ts";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { getChanges } from "../../shared/boards/getChanges.ts";
import { joinBoard, leaveBoard } from "../../shared/boards/joinBoard.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { auditOf } from "../support/audit.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
let communityId: string;
beforeAll(async () => {
  server = await startServer();
  communityId = (await server.home()).community.id;
});
afterAll(() => server.stop());

const NOT_FOUND = { ok: false, error: { code: "board_not_found" } };

describe.each(["rest", "send"] as const)("a board, by %s,", (door) => {
  test("is open for everything unless said otherwise [B4]", async () => {
    const reply = await server.owner[door](createBoard, { communityId, name: "Wet days" });
    expect(reply).toEqual({
      ok: true,
      value: {
        type: "board",
        id: expect.any(String),
        communityId,
        rev: 0,
        name: "Wet days",
        purpose: "",
        visibility: "public",
        postingOpen: true,
        votingOpen: true,
        commentingOpen: true,
        ideas: 0,
        createdAt: expect.any(String),
      },
    });
    expect(
      await server.owner[door](createBoard, {
        communityId,
        name: "Inner",
        visibility: "private",
        purpose: "For us",
      }),
    ).toMatchObject({ ok: true, value: { visibility: "private", purpose: "For us" } });
  });

  test("changes in what is given, and everyone there is told [B5]", async () => {
    const board = await server.board({ purpose: "Kept" });
    const watcher = await server.user();
    await watcher.join(board.id);
    const wanted = { boardId: board.id, name: "Renamed", votingOpen: false };
    const edited = { ...board, rev: 1, name: "Renamed", votingOpen: false };

    expect(await server.owner[door](editBoard, wanted)).toEqual({ ok: true, value: edited });
    await vi.waitFor(() => expect(watcher.records("board")).toEqual([edited]));
    // The same again moves nothing.
    expect(await server.owner[door](editBoard, wanted)).toEqual({ ok: true, value: edited });
    const { rev } = await watcher.do(getBoard, { boardId: board.id });
    expect(rev).toBe(1);
  });

  test("tells what changed since a rev [B1]", async () => {
    const board = await server.board();
    const [first, second] = [
      await server.idea({ boardId: board.id }),
      await server.idea({ boardId: board.id }),
    ];
    const reply = await server.guest()[door](getChanges, { boardId: board.id, since: 1 });
    expect(reply).toMatchObject({
      ok: true,
      value: { boardId: board.id, from: 1, rev: 2, audience: "public", resync: false },
    });
    const ids = reply.ok ? reply.value.records.map(({ id }) => id) : [];
    expect(ids).toContain(second.id);
    expect(ids).not.toContain(first.id);
  });
});

describe("making a board private", () => {
  test("puts watchers out at once, and lets members back in [B7] [B10]", async () => {
    const board = await server.board();
    const idea = await server.idea({ boardId: board.id });
    const [guest, stranger, member] = [server.guest(), await server.user(), await server.user()];
    await server.owner.do(setRole, { communityId, userId: member.id, role: "customer" });
    for (const person of [guest, stranger, member]) {
      await person.join(board.id);
    }
    const input = { boardId: board.id, visibility: "private" } as const;

    await server.owner.do(editBoard, input);
    await server.owner.do(editBoard, input);

    for (const person of [guest, stranger, member]) {
      await vi.waitFor(() => expect(person.left).toEqual([board.id]));
    }
    await member.join(board.id);
    for (const person of [guest, stranger]) {
      await expect(person.join(board.id)).rejects.toThrow();
      person.heard.length = 0;
    }
    await server.owner.do(castVote, { ideaId: idea.id });
    await vi.waitFor(() => expect(member.records("idea")).toMatchObject([{ votes: 1 }]));
    // A reply that comes after whatever they might have heard.
    for (const person of [guest, stranger]) {
      expect(await person.send(getBoard, { boardId: board.id })).toMatchObject(NOT_FOUND);
      expect(person.heard).toEqual([]);
    }
    expect((await auditOf(server, board.id)).map(({ action }) => action)).toEqual([
      "board.make_private",
    ]);
  });

  test("in the very moment when somebody joins leaves them hearing nothing [B7]", async () => {
    const member = await server.member("moderator");
    for (let turn = 0; turn < 15; turn += 1) {
      const board = await server.board();
      const idea = await server.idea({ boardId: board.id });
      const strangers = [server.guest(), server.guest(), server.guest()];
      await Promise.all(strangers.map((stranger) => stranger.connect()));
      const joins = strangers.map((stranger) =>
        stranger.emit(joinBoard.name, { boardId: board.id }),
      );
      const closing = server.owner.send(editBoard, { boardId: board.id, visibility: "private" });
      await Promise.all([...joins, closing]);
      await Promise.all(strangers.map((stranger) => stranger.emit("installation.get", {})));
      strangers.forEach((stranger) => {
        stranger.heard.length = 0;
      });

      await member.join(board.id);
      await server.owner.do(castVote, { ideaId: idea.id });

      await vi.waitFor(() => expect(member.records("idea")).toMatchObject([{ votes: 1 }]));
      for (const stranger of strangers) {
        await stranger.emit("installation.get", {});
        expect(stranger.heard).toEqual([]);
        await stranger.leave();
      }
    }
  });

  test("public again lets everybody in, and is in the audit log [B7] [B10]", async () => {
    const board = await server.board({ visibility: "private" });
    const guest = server.guest();
    await expect(guest.join(board.id)).rejects.toThrow();
    await server.owner.do(editBoard, { boardId: board.id, visibility: "public" });
    await guest.join(board.id);
    expect(guest.records("board")).toMatchObject([{ visibility: "public" }]);
    expect((await auditOf(server, board.id)).map(({ action }) => action)).toEqual([
      "board.make_public",
    ]);
  });
});

describe("being on a board", () => {
  test("is told to all there as a number [B8]", async () => {
    const board = await server.board();
    const [ann, ben] = [await server.user(), await server.user()];
    await ann.join(board.id);
    expect(ann.here).toBe(1);
    await ben.join(board.id);
    expect(ben.here).toBe(2);
    await vi.waitFor(() => expect(ann.here).toBe(2), { timeout: 5000 });
    await ben.leave();
    await vi.waitFor(() => expect(ann.here).toBe(1), { timeout: 5000 });
    const cara = await server.user();
    await cara.join(board.id);
    await vi.waitFor(() => expect(ann.here).toBe(2), { timeout: 5000 });
    await cara.emit(leaveBoard.name, { boardId: board.id });
    await vi.waitFor(() => expect(ann.here).toBe(1), { timeout: 5000 });
  });

  test("ends with leaving: nothing more is heard of it [B9]", async () => {
    const board = await server.board();
    const [gone, there] = [await server.user(), await server.user()];
    await gone.join(board.id);
    await there.join(board.id);
    expect(await gone.emit(leaveBoard.name, { boardId: board.id })).toEqual({
      ok: true,
      value: {},
    });
    expect(await gone.emit(leaveBoard.name, { boardId: board.id })).toEqual({
      ok: true,
      value: {},
    });
    await server.idea({ boardId: board.id });
    await vi.waitFor(() => expect(there.records("idea").length).toBe(1));
    await gone.emit("installation.get", {});
    expect(gone.heard).toEqual([]);
  });

  test("begins with a snapshot of what one may see, filtered as asked [B6] [B7]", async () => {
    const board = await server.board();
    await server.idea({ boardId: board.id, tags: ["bells"] });
    await server.idea({ boardId: board.id });
    const guest = server.guest();
    expect(await guest.emit(joinBoard.name, { boardId: board.id, tag: "bells" })).toMatchObject({
      ok: true,
      value: { rev: 2, audience: "public", ideas: [{ tags: ["bells"] }], here: 1 },
    });
    for (const boardId of ["0".repeat(26), (await server.board({ visibility: "private" })).id]) {
      expect(await guest.emit(joinBoard.name, { boardId })).toMatchObject(NOT_FOUND);
    }
  });
});
