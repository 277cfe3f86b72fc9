import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { listComments } from "../../shared/comments/listComments.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { listTags } from "../../shared/ideas/listTags.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { restoreContent } from "../../shared/moderation/restoreContent.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { auditOf } from "../support/audit.ts";
import { readBoard, seenOf } from "../support/boardReader.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
let moderator: Person;
let author: Person;
beforeAll(async () => {
  server = await startServer();
  moderator = await server.member("moderator", "Mo Moderator");
  author = await server.member("customer", "Ann Author");
});
afterAll(() => server.stop());

/** An idea with two comments and a response, on a board of its own. */
const thread = async () => {
  const { id: boardId } = await server.board();
  const idea = await server.idea({ boardId, body: "Body", tags: ["bells"] }, author);
  const comments = [
    await author.do(addComment, { ideaId: idea.id, text: "One" }),
    await author.do(addComment, { ideaId: idea.id, text: "Two" }),
  ] as const;
  await server.owner.do(publishResponse, { ideaId: idea.id, text: "Yes", status: "planned" });
  return { boardId, ideaId: idea.id, comments };
};

describe.each(["rest", "send"] as const)("hiding and restoring an idea, by %s,", (door) => {
  test("takes it from all but staff with all that hangs on it, and brings it back [O1] [O2] [O3] [O5]", async () => {
    const { boardId, ideaId } = await thread();
    const [watcher, staff] = [await server.user(), await server.member("moderator")];
    await watcher.join(boardId);
    await staff.join(boardId);
    const subject = { type: "idea", id: ideaId } as const;
    const before = seenOf(await readBoard(watcher, boardId));

    expect(await moderator[door](hideContent, { subject, reason: "Spam" })).toEqual({
      ok: true,
      value: {},
    });
    expect(await moderator[door](hideContent, { subject, reason: "Again" })).toEqual({
      ok: true,
      value: {},
    });

    await vi.waitFor(() => expect(watcher.records("idea")).toEqual([]));
    expect(watcher.records("body")).toEqual([]);
    expect(watcher.records("comment")).toEqual([]);
    expect(watcher.records("response")).toEqual([]);
    expect(watcher.records("board")).toMatchObject([{ ideas: 0 }]);
    for (const reader of [watcher, author, server.guest()]) {
      expect((await reader.do(getBoard, { boardId })).ideas).toEqual([]);
      expect(await reader.do(listTags, { boardId })).toEqual({ tags: [] });
      for (const operation of [getIdea, listComments]) {
        expect(await reader.rest(operation, { ideaId })).toMatchObject({
          error: { code: "idea_not_found" },
        });
      }
    }
    await vi.waitFor(() =>
      expect(staff.records("idea")).toMatchObject([
        {
          hidden: {
            by: { id: moderator.id, name: "Mo Moderator" },
            reason: "Spam",
            at: expect.any(String),
          },
        },
      ]),
    );
    expect(await staff.do(getIdea, { ideaId })).toMatchObject({
      body: { text: "Body" },
      comments: [{ text: "One" }, { text: "Two" }],
      responses: [{ text: "Yes" }],
    });

    expect(await moderator[door](restoreContent, { subject, reason: "It is not" })).toEqual({
      ok: true,
      value: {},
    });
    await moderator[door](restoreContent, { subject, reason: "Again" });

    const withoutRev = (record: object) => ({ ...record, rev: 0 });
    await vi.waitFor(() => expect(watcher.records("idea").length).toBe(1));
    const after = seenOf(await readBoard(watcher, boardId));
    expect(after.map(withoutRev)).toEqual(before.map(withoutRev));
    await vi.waitFor(() => expect(seenOf(watcher.state)).toEqual(after));

    expect(await auditOf(server, ideaId)).toEqual([
      expect.objectContaining({
        action: "content.hide",
        by: { id: moderator.id, name: "Mo Moderator" },
        reason: "Spam",
      }),
      expect.objectContaining({ action: "content.restore", reason: "It is not" }),
    ]);
  });

  test("leaves hidden what was hidden by itself [O3]", async () => {
    const { ideaId, comments } = await thread();
    const [idea, comment] = [
      { type: "idea", id: ideaId },
      { type: "comment", id: comments[0].id },
    ] as const;
    await moderator[door](hideContent, { subject: comment, reason: "Rude" });
    await moderator[door](hideContent, { subject: idea, reason: "Spam" });
    await moderator[door](restoreContent, { subject: idea, reason: "It is not" });
    const shown = await author.do(getIdea, { ideaId });
    expect(shown.comments).toMatchObject([{ text: "Two" }]);
    expect(shown.idea.comments).toBe(1);
  });
});

describe.each(["rest", "send"] as const)("hiding and restoring a comment, by %s,", (door) => {
  test("takes it from all but staff and from the count, and brings it back [O1] [O4] [O5]", async () => {
    const { boardId, ideaId, comments } = await thread();
    const watcher = await server.user();
    await watcher.join(boardId);
    const subject = { type: "comment", id: comments[0].id } as const;
    const shown = async (reader: Person) => {
      const { idea, comments: found } = await reader.do(getIdea, { ideaId });
      return { counted: idea.comments, texts: found.map(({ text }) => text) };
    };

    await moderator[door](hideContent, { subject, reason: "Rude" });
    await moderator[door](hideContent, { subject, reason: "Rude" });
    expect(await shown(author)).toEqual({ counted: 1, texts: ["Two"] });
    expect(await shown(moderator)).toEqual({ counted: 1, texts: ["One", "Two"] });
    await vi.waitFor(() => expect(watcher.records("idea")).toMatchObject([{ comments: 1 }]));

    await moderator[door](restoreContent, { subject, reason: "It is not" });
    expect(await shown(author)).toEqual({ counted: 2, texts: ["One", "Two"] });
    await vi.waitFor(() => expect(watcher.records("comment")).toMatchObject([{ text: "One" }]));
    const log = await auditOf(server, comments[0].id);
    expect(log.map(({ action }) => action)).toEqual(["content.hide", "content.restore"]);
  });
});

describe("what is hidden", () => {
  test("can be written on by staff, and shows what they wrote once it is back [O1] [O3]", async () => {
    const { ideaId } = await thread();
    const subject = { type: "idea", id: ideaId } as const;
    await moderator.do(hideContent, { subject, reason: "Spam" });
    await moderator.do(addComment, { ideaId, text: "For us" });
    await server.owner.do(publishResponse, { ideaId, text: "Hm" });
    expect(await author.rest(addComment, { ideaId, text: "For all" })).toMatchObject({
      error: { code: "idea_not_found" },
    });
    expect(await author.rest(castVote, { ideaId })).toMatchObject({
      error: { code: "idea_not_found" },
    });
    await moderator.do(restoreContent, { subject, reason: "It is not" });
    const { comments, responses, idea } = await author.do(getIdea, { ideaId });
    expect(comments.map(({ text }) => text)).toEqual(["One", "Two", "For us"]);
    expect(responses.map(({ text }) => text)).toEqual(["Yes", "Hm"]);
    expect(idea.comments).toBe(3);
  });
});
