import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { idMaker, type NewId } from "../../server/database/newId.ts";
import { login } from "../../shared/accounts/login.ts";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { listComments } from "../../shared/comments/listComments.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { listVoters } from "../../shared/votes/listVoters.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { only } from "./only.ts";
import { startImporter, type Importer } from "./importer.ts";
import { boardOf, byTitle, day, expectedOf, person, someIdeas } from "./someIdeas.ts";

let server: TestServer;
let importer: Importer;
beforeAll(async () => {
  server = await startServer();
  importer = await startImporter(server);
});
afterAll(async () => {
  await importer.stop();
  await server.stop();
});

describe("bringing ideas onto a board", () => {
  test("puts each there with all that hangs on it, as old as it is [M1] [M5] [M11]", async () => {
    const { id: boardId } = await server.board();
    const [ann, bo] = [person("ann"), person("bo")];
    const counts = await importer.bring(boardId, [
      {
        externalId: "1",
        title: "A bell",
        body: "It **rings**.",
        tags: ["bells"],
        author: ann,
        createdAt: day(1),
        voters: [{ person: bo, at: day(3) }, { person: ann }],
        earlierVotes: 40,
        comments: [
          { externalId: "a", author: bo, text: "Yes.", createdAt: day(2) },
          { externalId: "b", author: ann, text: "Thanks.", createdAt: day(2), parent: "a" },
        ],
        responses: [
          { author: bo, text: "Perhaps.", status: "considering", createdAt: day(4) },
          { author: bo, text: "On Monday.", createdAt: day(5) },
        ],
      },
    ]);
    expect(counts).toEqual({
      ideas: 1,
      hidden: 0,
      known: 0,
      comments: 2,
      responses: 2,
      votes: 2,
      earlierVotes: 40,
      people: 2,
    });

    const guest = server.guest();
    const page = await guest.do(getBoard, { boardId });
    expect(page.board.ideas).toBe(1);
    const idea = only(page.ideas);
    const shown = await guest.do(getIdea, { ideaId: idea.id });
    expect(shown.idea).toEqual(idea);
    expect(shown).toMatchObject({
      idea: {
        title: "A bell",
        excerpt: "It rings.",
        tags: ["bells"],
        status: "considering",
        author: { name: "ANN" },
        votes: 42,
        earlierVotes: 40,
        comments: 2,
        createdAt: day(1).toISOString(),
        rev: page.rev,
      },
      body: { text: "It **rings**." },
      comments: [
        { text: "Yes.", author: { name: "BO" }, createdAt: day(2).toISOString() },
        { text: "Thanks.", parentId: shown.comments[0]?.id },
      ],
      responses: [
        { version: 1, text: "Perhaps.", status: "considering" },
        { version: 2, text: "On Monday.", createdAt: day(5).toISOString() },
      ],
    });
    expect(idea.response).toEqual({ id: shown.responses[1]?.id, at: day(5).toISOString() });
    expect(idea.id < (await server.idea({ boardId })).id).toBe(true);
    const { voters } = await guest.do(listVoters, { ideaId: idea.id });
    expect(voters.map(({ name }) => name)).toEqual(["BO", "ANN"]);
  });

  test("keeps comments of one moment in the order of the file [M11]", async () => {
    const { id: boardId } = await server.board();
    const comments = Array.from({ length: 30 }, (_, index) => ({
      externalId: String(index),
      author: person("ann"),
      text: `Comment ${index}`,
      createdAt: day(2),
    }));
    await importer.bring(boardId, [{ ...only(someIdeas(1)), comments }]);
    const { ideas } = await server.owner.do(getBoard, { boardId });
    const shown = await server.owner.do(listComments, { ideaId: only(ideas).id });
    expect(shown.comments.map(({ text }) => text)).toEqual(comments.map(({ text }) => text));
  });

  test("shows what was hidden there to staff only [M1]", async () => {
    const { id: boardId } = await server.board();
    await importer.bring(boardId, someIdeas(10));
    const seen = await Promise.all(
      [server.guest(), server.owner].map((who) => who.do(getBoard, { boardId })),
    );
    expect(seen.map(({ board, ideas }) => [board.ideas, ideas.length])).toEqual([
      [9, 9],
      [10, 10],
    ]);
  });

  test("is done once when it is done twice, and brings what is new [M2]", async () => {
    const { id: boardId } = await server.board();
    await importer.bring(boardId, someIdeas(20));
    const before = await server.owner.do(getBoard, { boardId, limit: 100 });
    expect(await importer.bring(boardId, someIdeas(20))).toMatchObject({
      ideas: 0,
      known: 20,
      people: 0,
    });
    expect(await server.owner.do(getBoard, { boardId, limit: 100 })).toEqual(before);

    expect(await importer.bring(boardId, someIdeas(25))).toMatchObject({ ideas: 5, known: 20 });
    expect((await boardOf(server, boardId)).toSorted(byTitle)).toEqual(expectedOf(someIdeas(25)));
  });

  test("keeps sources and boards apart, and a source's people together [M2]", async () => {
    const [one, two] = [await server.board(), await server.board()];
    const source = "of people";
    const { people } = await importer.bring(one.id, someIdeas(8), { source });
    expect(people).toBeGreaterThan(0);
    expect(await importer.bring(two.id, someIdeas(8), { source })).toMatchObject({
      ideas: 8,
      people: 0,
    });
    expect(await importer.bring(two.id, someIdeas(8), { source: "of others" })).toMatchObject({
      ideas: 8,
      people,
    });
  });

  test("is exact beside another importer and people who vote [M2] [M5]", async () => {
    const { id: boardId } = await server.board();
    const idea = await server.idea({ boardId });
    const other = await startImporter(server);
    const voters = await Promise.all(Array.from({ length: 5 }, () => server.member()));
    const ideas = someIdeas(120);
    const [first, second] = await Promise.all([
      importer.bring(boardId, ideas),
      other.bring(boardId, ideas),
      ...voters.map((voter) => voter.do(castVote, { ideaId: idea.id })),
    ]);
    await other.stop();

    expect([first, second]).toEqual([
      expect.objectContaining({ ideas: 120 - second.ideas }),
      expect.objectContaining({ known: 120 - second.ideas }),
    ]);
    const board = await boardOf(server, boardId);
    expect(board.find(({ title }) => title === idea.title)).toMatchObject({ votes: 5 });
    expect(board.filter(({ title }) => title !== idea.title).toSorted(byTitle)).toEqual(
      expectedOf(ideas),
    );
  });

  test("leaves whole ideas when it is cut off, and goes on from there [M3]", async () => {
    const { id: boardId } = await server.board();
    const ideas = someIdeas(300);
    let left = 400;
    const real = idMaker(() => new Date(), randomBytes);
    const failing: NewId = (schema, at) => {
      left -= 1;
      if (left < 0) {
        throw new Error("the power is gone");
      }
      return real(schema, at);
    };
    await expect(importer.bring(boardId, ideas, { newId: failing })).rejects.toThrow(
      "the power is gone",
    );
    const half = await boardOf(server, boardId);
    expect(half.length).toBeGreaterThan(0);
    expect(half.length).toBeLessThan(300);

    const counts = await importer.bring(boardId, ideas);
    expect(counts).toMatchObject({ known: half.length, ideas: 300 - half.length });
    expect((await boardOf(server, boardId)).toSorted(byTitle)).toEqual(expectedOf(ideas));
  });

  test("is followed by who is on the board [M4]", async () => {
    const { id: boardId } = await server.board();
    const idea = await server.idea({ boardId });
    const [watcher, late] = [server.guest(), server.guest()];
    await watcher.join(boardId);
    await importer.bring(boardId, someIdeas(30));
    // The importer is another process: the next change here tells that there was something before it.
    await server.owner.do(castVote, { ideaId: idea.id });
    await late.join(boardId);
    await expect
      .poll(() => watcher.records("idea").toSorted(byTitle))
      .toEqual(late.records("idea").toSorted(byTitle));
    expect(watcher.records("board")).toEqual(late.records("board"));
  });

  test("makes users whom nobody can be, register or log in as [M5]", async () => {
    const { id: boardId } = await server.board();
    await importer.bring(boardId, someIdeas(3), { source: "strangers" });
    const everybody = await server.app.store.connection.collection("users").find().toArray();
    const users = everybody.filter(({ email }) => String(email).endsWith("@imported.invalid"));
    expect(users.length).toBeGreaterThan(3);
    expect(new Set(users.map(({ email }) => email)).size).toBe(users.length);
    for (const user of users) {
      expect(user.email).toMatch(/^[0-9a-f]{32}@imported\.invalid$/);
      expect(user).not.toHaveProperty("passwordHash");
    }
    const email = String(users[0]?.["email"]);
    for (const password of ["undefined", email]) {
      expect(await server.guest().rest(login, { email, password })).toMatchObject({
        ok: false,
        error: { code: "wrong_login" },
      });
    }
  });

  test("refuses a board that is not there [M9]", async () => {
    const nowhere = "7".repeat(26);
    await expect(importer.bring(nowhere, someIdeas(1))).rejects.toThrow("board not found");
  });
});
