import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { addComment } from "../../shared/comments/addComment.ts";
import { editComment } from "../../shared/comments/editComment.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { restoreContent } from "../../shared/moderation/restoreContent.ts";
import { publishResponse } from "../../shared/responses/publishResponse.ts";
import { findHits } from "../../shared/search/findHits.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { joined, marked, search, titles } from "./searching.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

/** A community of its own with a board. */
const place = async () => {
  const { id: communityId } = await server.community({ name: "Tread" });
  const { id: boardId } = await server.board({ communityId });
  return { communityId, boardId };
};

describe("a search", () => {
  test("finds by title, tags, text, comments and answers, the title first [Q1]", async () => {
    const { communityId, boardId } = await place();
    const other = await server.idea({ boardId, title: "A louder bell", body: "For tunnels." });
    const inTags = await server.idea({ boardId, title: "Night rides", tags: ["tunnels"] });
    const inTitle = await server.idea({ boardId, title: "Lights for tunnels" });
    const comment = await server.owner.do(addComment, { ideaId: other.id, text: "Long tunnels!" });
    const response = await server.owner.do(publishResponse, {
      ideaId: inTags.id,
      text: "We looked at tunnels, and at what people ride through them for.",
      status: "planned",
    });
    await server.idea({ boardId, title: "A softer saddle" });

    const { hits } = await search(server.guest(), { communityId, text: "tunnels" });

    expect(new Set(hits.map(({ subject }) => subject.id))).toEqual(
      new Set([inTitle.id, inTags.id, response.id, other.id, comment.id]),
    );
    expect(hits[0]?.subject).toEqual({ type: "idea", id: inTitle.id });
    expect(hits.find(({ subject }) => subject.id === comment.id)).toMatchObject({
      subject: { type: "comment", id: comment.id, ideaId: other.id },
      title: [{ text: "A louder bell", hit: false }],
      board: { id: boardId, name: "Next bicycle" },
      author: comment.author,
      at: comment.createdAt,
    });
  });

  test.each([
    ["共享汽车", "共享汽車的管理辦法"],
    ["共享汽車", "共享汽車的管理辦法"],
    ["管理办法", "共享汽車的管理辦法"],
    ["软件", "軟體更新太慢"],
    ["软体", "軟體更新太慢"],
    ["軟體", "软件工程师的椅子"],
    ["工程師", "软件工程师的椅子"],
  ])("for %s finds %s [Q2]", async (text, title) => {
    const { communityId, boardId } = await place();
    await server.idea({ boardId, title });
    await server.idea({ boardId, title: "國民教育" });

    const found = await search(server.guest(), { communityId, text });

    expect(titles(found)).toEqual([title]);
  });

  test.each([
    "rain covers",
    "covering rain",
    "rain cov",
    "RAIN",
    "raincoats cover",
    "cover rian",
    "cafe",
    "children",
    "child's",
  ])("for %s finds another form of it [Q3]", async (text) => {
    const { communityId, boardId } = await place();
    const title = "Rain cover for a raincoat at the café for childrens seats";
    await server.idea({ boardId, title });
    await server.idea({ boardId, title: "A louder bell" });

    const found = await search(server.guest(), { communityId, text });

    expect(titles(found)).toEqual([title]);
  });

  test("finds what was committed before it, and no longer what was taken away [Q5]", async () => {
    const { communityId, boardId } = await place();
    const guest = server.guest();
    const find = async (text: string) => titles(await search(guest, { communityId, text }));
    const idea = await server.idea({ boardId, title: "A dynamo", body: "With a magnet." });
    const comment = await server.owner.do(addComment, { ideaId: idea.id, text: "Copper too." });
    expect(await find("dynamo")).toEqual(["A dynamo"]);
    expect(await find("magnet")).toEqual(["A dynamo"]);
    expect(await find("copper")).toEqual(["A dynamo"]);

    await server.owner.do(editIdea, { ideaId: idea.id, title: "A battery", body: "With lithium." });
    await server.owner.do(editComment, { commentId: comment.id, text: "Zinc too." });
    for (const gone of ["dynamo", "magnet", "copper"]) {
      expect(await find(gone)).toEqual([]);
    }
    for (const there of ["battery", "lithium", "zinc"]) {
      expect(await find(there)).toEqual(["A battery"]);
    }

    const subject = { type: "idea", id: idea.id } as const;
    await server.owner.do(hideContent, { subject, reason: "Spam" });
    for (const gone of ["battery", "lithium", "zinc"]) {
      expect(await find(gone)).toEqual([]);
    }
    expect(titles(await search(server.owner, { communityId, text: "zinc" }))).toEqual([
      "A battery",
    ]);

    await server.owner.do(restoreContent, { subject, reason: "It is not" });
    expect(await find("battery lithium")).toEqual(["A battery"]);

    await server.owner.do(removeIdea, { ideaId: idea.id });
    for (const gone of ["battery", "lithium", "zinc"]) {
      expect(await find(gone)).toEqual([]);
      expect(titles(await search(server.owner, { communityId, text: gone }))).toEqual([]);
    }
  });

  test("finds on one node what another has committed [Q5]", async () => {
    const { communityId, boardId } = await place();
    const second = await startServer({ beside: server });
    const guest = second.guest();
    expect(titles(await search(guest, { communityId, text: "pannier" }))).toEqual([]);

    const idea = await server.idea({ boardId, title: "A pannier" });
    expect(titles(await search(guest, { communityId, text: "pannier" }))).toEqual(["A pannier"]);

    await server.owner.do(removeIdea, { ideaId: idea.id });
    expect(titles(await search(guest, { communityId, text: "pannier" }))).toEqual([]);
    await second.stop();
  });

  test("narrows by type, board, status, tag, author and days [Q6]", async () => {
    const { communityId, boardId } = await place();
    const elsewhere = await server.board({ communityId });
    const author = await server.user("Ada");
    const idea = await server.idea({ boardId, title: "Hub gears", tags: ["gears"] }, author);
    const other = await server.idea({ boardId: elsewhere.id, title: "Hub dynamo" });
    const comment = await author.do(addComment, { ideaId: other.id, text: "Which hub?" });
    await server.owner.do(publishResponse, {
      ideaId: other.id,
      text: "Any hub.",
      status: "planned",
    });
    const find = async (filters: object) => {
      const { hits } = await search(server.guest(), { communityId, text: "hub", ...filters });
      return hits.map(({ subject }) => `${subject.type} ${subject.id}`).toSorted();
    };
    const [first, second, third] = [
      `comment ${comment.id}`,
      `idea ${idea.id}`,
      `idea ${other.id}`,
    ] as const;
    const today = idea.createdAt.slice(0, 10);

    expect(await find({})).toHaveLength(4);
    expect(await find({ type: "idea" })).toEqual([second, third]);
    expect(await find({ type: "page" })).toEqual([]);
    expect(await find({ boardId })).toEqual([second]);
    expect(await find({ status: "planned" })).toEqual([third]);
    expect(await find({ tag: "gears" })).toEqual([second]);
    expect(await find({ authorId: author.id })).toEqual([first, second]);
    expect(await find({ from: today, to: today })).toHaveLength(4);
    expect(await find({ to: "2020-01-01" })).toEqual([]);
    expect(await find({ from: "2100-01-01" })).toEqual([]);
    expect(await find({ type: "idea", authorId: author.id, status: "planned" })).toEqual([]);
  });

  test("gives each hit once over its pages, the best first [Q7]", async () => {
    const { communityId, boardId } = await place();
    for (let number = 0; number < 12; number += 1) {
      await server.idea({ boardId, title: `Spoke ${"and more ".repeat(number % 4)}${number}` });
    }
    const guest = server.guest();
    const whole = await search(guest, { communityId, text: "spoke", limit: 50 });
    const paged: typeof whole.hits = [];
    for (let after: string | undefined, isMore = true; isMore;) {
      const page = await search(guest, {
        communityId,
        text: "spoke",
        limit: 5,
        ...(after !== undefined && { after }),
      });
      paged.push(...page.hits);
      after = page.next;
      isMore = after !== undefined;
    }

    expect(whole.hits).toHaveLength(12);
    expect(paged).toEqual(whole.hits);
    const scores = whole.hits.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    const wrong = await guest.send(findHits, { communityId, text: "spoke", after: "nonsense" });
    expect(wrong).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { after: "wrong_format" } },
    });
  });

  test("marks what it found in plain text [Q8]", async () => {
    const { communityId, boardId } = await place();
    const body = `${"Nothing of the kind here. ".repeat(40)}\n\n- a **mudguard** <b>of</b> [steel](https://example.com/mudguard) & 擋泥板 ${"and so on ".repeat(60)}`;
    await server.idea({ boardId, title: "Better <i>mudguards</i>", body });

    const [hit] = (await search(server.guest(), { communityId, text: "mudguard 挡泥板" })).hits;

    expect(marked(hit?.title ?? [])).toBe("Better <i>[mudguards]</i>");
    expect(marked(hit?.excerpt ?? [])).toContain(
      "a [mudguard] <b>of</b> steel & [擋泥板] and so on",
    );
    expect(joined(hit?.excerpt ?? []).length).toBeLessThan(200);
    expect(joined(hit?.excerpt ?? [])).toMatch(/^….+…$/);
  });

  test("marks of a single character no more than it [Q8]", async () => {
    const { communityId, boardId } = await place();
    await server.idea({ boardId, title: "雨天的雨衣" });

    const [hit] = (await search(server.guest(), { communityId, text: "雨" })).hits;

    expect(marked(hit?.title ?? [])).toBe("[雨]天的[雨]衣");
  });

  test("finds only the official answer in force [Q10]", async () => {
    const { communityId, boardId } = await place();
    const idea = await server.idea({ boardId, title: "A kickstand" });
    await server.owner.do(publishResponse, { ideaId: idea.id, text: "In autumn." });
    const second = await server.owner.do(publishResponse, { ideaId: idea.id, text: "In spring." });
    const guest = server.guest();

    expect((await search(guest, { communityId, text: "autumn" })).hits).toEqual([]);
    expect((await search(guest, { communityId, text: "spring" })).hits[0]?.subject).toEqual({
      type: "response",
      id: second.id,
      ideaId: idea.id,
    });
  });

  test.each(["!?", "—", "🚲", "的", "a", "\\u0000", "((((", "*", "’’’", "𠀀𠀁", "ﬁ"])(
    "for %j is answered [Q11]",
    async (text) => {
      const { communityId, boardId } = await place();
      await server.idea({ boardId, title: "Nothing like it in here" });

      const found = await search(server.guest(), { communityId, text });

      expect(titles(found)).toEqual([]);
    },
  );
});
