import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { addComment } from "../../shared/comments/addComment.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { listTags } from "../../shared/ideas/listTags.ts";
import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { auditOf } from "../support/audit.ts";
import { dump } from "../support/dump.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
let author: Person;
beforeAll(async () => {
  server = await startServer();
  author = await server.member("customer", "Ann Author");
});
afterAll(() => server.stop());

describe.each(["rest", "send"] as const)("an idea, by %s,", (door) => {
  test("is posted, and everyone on the board is told [I1]", async () => {
    const { id: boardId } = await server.board();
    const watcher = await server.user();
    await watcher.join(boardId);

    const reply = await author[door](addIdea, {
      boardId,
      title: "A bell",
      body: "It **rings**.",
      tags: ["bells"],
    });

    const idea = {
      type: "idea",
      id: expect.any(String),
      boardId,
      rev: 1,
      title: "A bell",
      excerpt: "It rings.",
      tags: ["bells"],
      status: "open",
      author: { id: author.id, name: "Ann Author" },
      votes: 0,
      comments: 0,
      createdAt: expect.any(String),
    };
    expect(reply).toEqual({ ok: true, value: idea });
    await vi.waitFor(() => expect(watcher.records("idea")).toEqual([idea]));
    expect(watcher.records("body")).toEqual([
      { type: "body", id: expect.any(String), boardId, rev: 1, text: "It **rings**." },
    ]);
    expect(watcher.records("board")).toMatchObject([{ ideas: 1, rev: 1 }]);
  });

  test("is not posted where posting is closed [I2]", async () => {
    const { id: boardId } = await server.board();
    await server.owner.do(editBoard, { boardId, postingOpen: false });
    for (const by of [author, server.owner]) {
      expect(await by[door](addIdea, { boardId, title: "A bell" })).toMatchObject({
        ok: false,
        error: { code: "posting_closed" },
      });
    }
  });

  test("changes in what is given, and in nothing else [I5]", async () => {
    const idea = await server.idea({ body: "Body", tags: ["bells"] }, author);
    const { boardId, id: ideaId } = idea;
    await server.owner.do(castVote, { ideaId });
    const watcher = await server.user();
    await watcher.join(boardId);

    const reply = await author[door](editIdea, { ideaId, title: "A louder bell" });

    const edited = {
      ...idea,
      rev: idea.rev + 2,
      votes: 1,
      title: "A louder bell",
      editedAt: expect.any(String),
    };
    expect(reply).toEqual({ ok: true, value: edited });
    await vi.waitFor(() => expect(watcher.records("idea")).toContainEqual(edited));
    expect((await author.do(getIdea, { ideaId })).body).toMatchObject({
      text: "Body",
      rev: idea.rev,
    });

    expect(await author[door](editIdea, { ideaId, body: "", tags: [] })).toMatchObject({
      value: { title: "A louder bell", excerpt: "", tags: [] },
    });
    // The same again is the same.
    expect(await author[door](editIdea, { ideaId, body: "", tags: [] })).toMatchObject({
      value: { title: "A louder bell", excerpt: "", tags: [] },
    });
  });

  test("whose body has changed since it was read is not overwritten [I6]", async () => {
    const { id: ideaId } = await server.idea({ body: "Mine" }, author);
    const { body } = await author.do(getIdea, { ideaId });
    await server.owner.do(castVote, { ideaId });
    const bodyRev = body.rev;
    expect(await author[door](editIdea, { ideaId, body: "First", bodyRev })).toMatchObject({
      ok: true,
    });
    expect(await server.owner[door](editIdea, { ideaId, body: "Second", bodyRev })).toMatchObject({
      error: { code: "edited_meanwhile" },
    });
    expect((await author.do(getIdea, { ideaId })).body.text).toBe("First");
  });

  test("that is removed is gone with all that hangs on it [I7]", async () => {
    const { id: boardId } = await server.board();
    const { id: ideaId } = await server.idea({ boardId, title: "Secret", body: "Secret" }, author);
    await author.do(addComment, { ideaId, text: "Secret" });
    await server.owner.do(publishResponse, { ideaId, text: "Secret" });
    const [watcher, staff] = [await server.user(), await server.member("moderator")];
    await watcher.join(boardId);
    await staff.join(boardId);

    expect(await author[door](removeIdea, { ideaId })).toEqual({ ok: true, value: {} });
    expect(await author[door](removeIdea, { ideaId })).toMatchObject({
      error: { code: "idea_not_found" },
    });

    for (const reader of [watcher, staff]) {
      await vi.waitFor(() => expect(reader.records("board")).toMatchObject([{ ideas: 0 }]));
      expect([...reader.state.records.keys()]).toEqual([`board:${boardId}`]);
      expect(await reader.rest(getIdea, { ideaId })).toMatchObject({
        error: { code: "idea_not_found" },
      });
    }
    const { ideas = [], ideabodies = [], comments = [], responses = [] } = await dump(server);
    const stored = [ideas, ideabodies, comments, responses].flat();
    const ofBoard = stored.filter((one) => (one as { boardId: string }).boardId === boardId);
    expect(ofBoard.length).toBe(4);
    expect(JSON.stringify(ofBoard)).not.toContain("Secret");
  });
});

describe("removing an idea", () => {
  test("is in the audit log if it is another's [I8]", async () => {
    const [own, other] = [await server.idea({}, author), await server.idea({}, author)];
    await author.do(removeIdea, { ideaId: own.id });
    await server.owner.do(removeIdea, { ideaId: other.id });
    expect(await auditOf(server, own.id)).toEqual([]);
    expect(await auditOf(server, other.id)).toEqual([
      expect.objectContaining({
        action: "idea.remove",
        by: expect.objectContaining({ id: server.owner.id }),
      }),
    ]);
  });
});

describe("texts", () => {
  test("are kept in composed form, without blanks around, tags in lower case and once [I3]", async () => {
    const { id: boardId } = await server.board();
    const idea = await author.do(addIdea, {
      boardId,
      title: "  Cafe\u0301  ",
      body: "One\r\ntwo\r\n",
      tags: ["Bells", "bells ", "自行車", "İ"],
    });
    expect(idea).toMatchObject({
      title: "Caf\u00e9",
      tags: ["bells", "自行車", "İ".toLowerCase()],
    });
    expect((await author.do(getIdea, { ideaId: idea.id })).body.text).toBe("One\ntwo");
  });

  test.each([
    ["# Head\n\n- *one*\n- [two](https://x.example/y)", "Head one two"],
    ["字".repeat(400), `${"字".repeat(279)}…`],
    ["🚲".repeat(400), `${"🚲".repeat(139)}…`],
    [`bell ${"*".repeat(1200)} ring`, "bell…"],
    ["", ""],
  ])("begin the excerpt as plain text [I4] [I17]", async (body, excerpt) => {
    const idea = await server.idea({ body }, author);
    expect(idea.excerpt).toBe(excerpt);
  });

  test("of any length have an excerpt in no time [I4]", async () => {
    for (const unit of ["[", "![", "[a](", "*_", "> ", "#", "- ", "`", "|"]) {
      const from = process.cpuUsage();
      await server.idea({ body: unit.repeat(Math.floor(20_000 / unit.length)) }, author);
      expect(process.cpuUsage(from).user).toBeLessThan(2_000_000);
    }
  });
});

describe("tags", () => {
  test.each(["rest", "send"] as const)(
    "are counted over what one sees, by %s [I9]",
    async (door) => {
      const { id: boardId } = await server.board();
      for (const tags of [["bells", "loud"], ["bells"], ["gears"]]) {
        await server.idea({ boardId, tags });
      }
      expect(await server.guest()[door](listTags, { boardId })).toEqual({
        ok: true,
        value: {
          tags: [
            { tag: "bells", ideas: 2 },
            { tag: "gears", ideas: 1 },
            { tag: "loud", ideas: 1 },
          ],
        },
      });
    },
  );
});
