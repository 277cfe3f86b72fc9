import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { editComment } from "../../shared/comments/editComment.ts";
import { listComments } from "../../shared/comments/listComments.ts";
import { removeComment } from "../../shared/comments/removeComment.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { auditOf } from "../support/audit.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
let author: Person;
beforeAll(async () => {
  server = await startServer();
  author = await server.member("customer", "Ann Author");
});
afterAll(() => server.stop());

const comment = (ideaId: string, text = "Yes") => author.do(addComment, { ideaId, text });
const countOf = async (ideaId: string): Promise<number> =>
  (await server.guest().do(getIdea, { ideaId })).idea.comments;

describe.each(["rest", "send"] as const)("a comment, by %s,", (door) => {
  test("is told to everyone on the board, and counted [K1]", async () => {
    const idea = await server.idea();
    const watcher = await server.user();
    await watcher.join(idea.boardId);

    const reply = await author[door](addComment, { ideaId: idea.id, text: "Yes" });

    const added = {
      type: "comment",
      id: expect.any(String),
      boardId: idea.boardId,
      ideaId: idea.id,
      rev: idea.rev + 1,
      author: { id: author.id, name: "Ann Author" },
      text: "Yes",
      createdAt: expect.any(String),
    };
    expect(reply).toEqual({ ok: true, value: added });
    await vi.waitFor(() => expect(watcher.records("comment")).toEqual([added]));
    expect(watcher.records("idea")).toContainEqual({ ...idea, comments: 1, rev: idea.rev + 1 });
    // The same words again are another comment.
    expect(await author[door](addComment, { ideaId: idea.id, text: "Yes" })).toMatchObject({
      ok: true,
    });
    expect(await countOf(idea.id)).toBe(2);
  });

  test("answers a comment that is there, on the same idea [K2]", async () => {
    const [idea, other] = [await server.idea(), await server.idea()];
    const parent = await comment(idea.id);
    const gone = await comment(idea.id);
    const hidden = await comment(idea.id);
    await author.do(removeComment, { commentId: gone.id });
    const subject = { type: "comment", id: hidden.id } as const;
    await server.owner.do(hideContent, { subject, reason: "Rude" });

    const answer = { ideaId: idea.id, text: "Why?", parentId: parent.id };
    expect(await author[door](addComment, answer)).toMatchObject({
      ok: true,
      value: { parentId: parent.id },
    });
    for (const wrong of [
      { ...answer, ideaId: other.id },
      { ...answer, parentId: gone.id },
      { ...answer, parentId: hidden.id },
      { ...answer, parentId: "0".repeat(26) },
    ]) {
      expect(await author[door](addComment, wrong)).toMatchObject({
        error: { code: "comment_not_found" },
      });
    }
  });

  test("is not added where commenting is closed, but can be changed and removed [K3]", async () => {
    const { id: boardId } = await server.board();
    const { id: ideaId } = await server.idea({ boardId });
    const { id: commentId } = await comment(ideaId);
    await server.owner.do(editBoard, { boardId, commentingOpen: false });
    expect(await author[door](addComment, { ideaId, text: "Too late" })).toMatchObject({
      error: { code: "commenting_closed" },
    });
    expect(await author[door](editComment, { commentId, text: "Better" })).toMatchObject({
      ok: true,
    });
    expect(await author[door](removeComment, { commentId })).toMatchObject({ ok: true });
  });

  test("is changed by its author, and says when [K4]", async () => {
    const idea = await server.idea();
    const before = await comment(idea.id, "Before");
    const watcher = await server.user();
    await watcher.join(idea.boardId);
    const after = {
      ...before,
      rev: before.rev + 1,
      text: "After",
      editedAt: expect.any(String),
    };
    const input = { commentId: before.id, text: "After" };
    expect(await author[door](editComment, input)).toEqual({ ok: true, value: after });
    await vi.waitFor(() => expect(watcher.records("comment")).toEqual([after]));
    expect(await author[door](editComment, input)).toMatchObject({ value: { text: "After" } });
    expect(await server.owner[door](editComment, input)).toMatchObject({
      error: { code: "forbidden" },
    });
  });

  test("is removed once, and counted no more [K5]", async () => {
    const { id: ideaId, boardId } = await server.idea();
    const [own, other] = [await comment(ideaId), await comment(ideaId)];
    const watcher = await server.user();
    await watcher.join(boardId);
    expect(await author[door](removeComment, { commentId: own.id })).toEqual({
      ok: true,
      value: {},
    });
    expect(await author[door](removeComment, { commentId: own.id })).toMatchObject({
      error: { code: "comment_not_found" },
    });
    expect(await countOf(ideaId)).toBe(1);
    expect(await server.owner[door](removeComment, { commentId: other.id })).toMatchObject({
      ok: true,
    });
    expect(await countOf(ideaId)).toBe(0);
    await vi.waitFor(() =>
      expect(watcher.records("idea").find(({ id }) => id === ideaId)).toMatchObject({
        comments: 0,
      }),
    );
    expect(await auditOf(server, own.id)).toEqual([]);
    expect((await auditOf(server, other.id)).map(({ action }) => action)).toEqual([
      "comment.remove",
    ]);
  });

  test("that was hidden is not counted down twice when it is removed [K5]", async () => {
    const { id: ideaId } = await server.idea();
    const [hidden] = [await comment(ideaId), await comment(ideaId)];
    const subject = { type: "comment", id: hidden.id } as const;
    await server.owner.do(hideContent, { subject, reason: "Rude" });
    await server.owner[door](removeComment, { commentId: hidden.id });
    expect(await countOf(ideaId)).toBe(1);
  });

  test("is found once in the pages, oldest first [K6]", async () => {
    const { id: ideaId } = await server.idea();
    const added: string[] = [];
    for (let at = 0; at < 7; at += 1) {
      added.push((await comment(ideaId, `Comment ${at}`)).id);
    }
    const read: string[] = [];
    let after: string | undefined;
    do {
      const reply = await server.guest()[door](listComments, { ideaId, limit: 3, after });
      if (!reply.ok) {
        throw new Error(reply.error.code);
      }
      read.push(...reply.value.comments.map(({ id }) => id));
      after = reply.value.next;
      // What comes and goes meanwhile moves nothing.
      if (read.length === 3) {
        await author.do(removeComment, { commentId: read[0] ?? "" });
      }
    } while (after !== undefined);
    expect(new Set(read)).toEqual(new Set(added));
    expect(read).toEqual(read.toSorted());
  });
});
