import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { documentClose } from "../../shared/documents/documentClose.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { addSuggestion } from "../../shared/documents/suggestion.ts";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { removeIdea } from "../../shared/ideas/removeIdea.ts";
import { hideContent } from "../../shared/moderation/hideContent.ts";
import { restoreContent } from "../../shared/moderation/restoreContent.ts";
import { createVersion, listVersions } from "../../shared/documents/version.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import { findHits } from "../../shared/search/findHits.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { markdownOfTree } from "../../server/documents/treeMarkdown.ts";
import { commitWork } from "../../server/dispatch/commitWork.ts";
import { Lanes } from "../../server/dispatch/lanes.ts";
import { realTimers } from "../../server/database/timers.ts";
import { IdeaFollower } from "../../server/ideas/ideaFollower.ts";
import { dump } from "../support/dump.ts";
import { Editor } from "../support/editor.ts";
import { ManualTimers } from "../support/manualTimers.ts";
import { ideaWithText, nameOf, personOf, textNow } from "../support/ideaText.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";

const PATIENCE = { timeout: 10_000 };

let server: TestServer;
let author: Person;
let moderator: Person;
beforeAll(async () => {
  server = await startServer();
  author = await server.member("customer", "Ann Author");
  moderator = await server.member("moderator");
});
afterAll(() => server.stop());

const newIdea = (body = "It **rings**.") => ideaWithText(server, author, body);

const notFound = { ok: false, error: { code: "document_not_found" } };

describe("the text of an idea", () => {
  test("may be read, commented, suggested and edited by those who may do so with the idea [I10]", async () => {
    const { idea, name } = await newIdea();
    const [guest, customer, manager] = [
      server.guest(),
      await server.user(),
      await server.member("manager"),
    ];
    const rightsOf = async (person: Person) => (await person.do(readDocument, { name })).rights;
    const all = () => Promise.all([guest, customer, moderator, manager, author].map(rightsOf));
    expect(await all()).toEqual(["read", "suggest", "suggest", "edit", "edit"]);
    expect(await guest.rest(addDocumentComment, { name, text: "Hm" })).toMatchObject({
      error: { code: "login_required" },
    });
    await customer.do(addDocumentComment, { name, text: "Hm" });

    await server.owner.do(editBoard, { boardId: idea.boardId, commentingOpen: false });
    expect(await all()).toEqual(["read", "read", "read", "edit", "edit"]);
    expect(await customer.rest(addDocumentComment, { name, text: "Hm" })).toMatchObject({
      error: { code: "forbidden" },
    });
  });

  test("is not there where the idea is not, from that moment on [I10]", async () => {
    const { idea, ideaId, name } = await newIdea();
    const subject = { type: "idea", id: ideaId } as const;
    const editor = await new Editor(author, name).synced();
    await moderator.do(hideContent, { subject, reason: "Hm" });

    expect((await editor.closed).code).toBe(documentClose.notFound);
    expect(await author.rest(readDocument, { name })).toMatchObject(notFound);
    expect((await moderator.do(readDocument, { name })).rights).toBe("suggest");
    await moderator.do(restoreContent, { subject, reason: "Oh" });
    const again = await new Editor(author, name).synced();
    await author.do(removeIdea, { ideaId: idea.id });

    expect((await again.closed).code).toBe(documentClose.notFound);
    for (const person of [author, moderator, server.owner, server.guest()]) {
      expect(await person.rest(readDocument, { name })).toMatchObject(notFound);
    }
    [editor, again].forEach((one) => one.leave());
  });

  test("goes with the idea, with all that stood beside it [I7]", async () => {
    const { ideaId, name } = await newIdea("Secret");
    await author.do(addDocumentComment, { name, text: "Secret" });
    const state = await server.app.documents.readState(name);
    await author.do(addSuggestion, { name, update: suggestedUpdate("Secret", state) });
    await author.do(createVersion, { name, label: "Secret" });
    const editor = await new Editor(author, name).synced();
    editor.write("Secret");
    const left = async () =>
      Object.entries(await dump(server)).flatMap(([collection, rows]) =>
        (rows as Record<string, unknown>[])
          .filter((row) => [row["_id"], row["name"]].some((id) => id === ideaId || id === name))
          .map(() => collection),
      );
    await vi.waitFor(async () => expect(await left()).toContain("documentwork"), PATIENCE);
    expect(new Set(await left())).toEqual(
      new Set([
        "ideas",
        "ideabodies",
        "ideadocuments",
        "documententries",
        "documentlinks",
        "documentwork",
        "documentcomments",
        "suggestions",
        "documentversions",
      ]),
    );

    await author.do(removeIdea, { ideaId });
    await editor.closed;
    await server.app.sweepTrash();
    await server.app.followIdeas();

    // Tombstones, and the one that says that the document is over.
    expect((await left()).toSorted()).toEqual(["documententries", "ideabodies", "ideas"]);
    editor.leave();
  });

  test("on a board that one does not see is not there [I10]", async () => {
    const board = await server.board({ visibility: "private" });
    const name = nameOf(await server.idea({ boardId: board.id, body: "Secret" }));
    const stranger = await server.user();
    for (const person of [stranger, server.guest()]) {
      expect(await person.rest(readDocument, { name })).toMatchObject(notFound);
      const editor = new Editor(person, name);
      expect((await editor.closed).code).toBe(documentClose.notFound);
      editor.leave();
    }
  });

  test("is what the document begins with, once [I11]", async () => {
    const { name } = await newIdea("It **rings**.\n\n- far\n- wide");
    const editors = await Promise.all(
      [author, author, server.owner].map((person) => new Editor(person, name).synced()),
    );
    for (const { content } of editors) {
      expect(content).toBe(
        "<paragraph>It <bold>rings</bold>.</paragraph><bulletlist><listitem><paragraph>far</paragraph>" +
          "</listitem><listitem><paragraph>wide</paragraph></listitem></bulletlist>",
      );
    }
    editors.forEach((editor) => editor.leave());
  });

  test.each(["> ".repeat(9000), "- ".repeat(900)])(
    "begins the document whatever it is [I11]",
    async (body) => {
      const { name } = await newIdea(body);
      const { tree } = await author.do(readDocument, { name });
      expect(tree.length).toBeGreaterThan(0);
    },
    60_000,
  );

  test("edited while its document begins is in the document [I11, I13]", async () => {
    const second = await startServer({ beside: server });
    for (let round = 0; round < 4; round += 1) {
      const { ideaId, name } = await newIdea("Before");
      await Promise.all([
        server.guest().do(readDocument, { name }),
        author.at(second.url).do(readDocument, { name }),
        author.do(editIdea, { ideaId, body: "After" }),
      ]);
      const { tree } = await server.guest().do(readDocument, { name });
      expect(markdownOfTree(tree).trim()).toBe("After");
      expect(await textNow(server, ideaId)).toBe("After");
    }
    await second.stop();
  });
});

describe("what is written in the document", () => {
  test("is the idea's text, excerpt and found soon after, live [I12]", async () => {
    const { idea, ideaId, name } = await newIdea();
    const watcher = await server.user();
    await watcher.join(idea.boardId);
    const editor = await new Editor(author, name).synced();

    editor.write("Unmistakably.");

    const text = "It **rings**.\n\nUnmistakably.";
    await vi.waitFor(() => expect(watcher.records("body")).toMatchObject([{ text }]), PATIENCE);
    expect(watcher.records("idea")).toMatchObject([
      { excerpt: "It rings. Unmistakably.", editedAt: expect.any(String) },
    ]);
    expect((await author.do(getIdea, { ideaId })).body).toEqual(watcher.records("body")[0]);
    const { communityId } = (await author.do(getIdea, { ideaId })).board;
    await vi.waitFor(async () => {
      const { hits } = await author.do(findHits, { communityId, text: "unmistakably" });
      expect(hits.map(({ subject }) => subject.id)).toContain(ideaId);
    }, PATIENCE);
    editor.leave();
  });

  test("is shown by the pages that it names as linking to them, and becomes a version [W11, G8]", async () => {
    const { idea, ideaId, name } = await newIdea();
    const { communityId } = (await author.do(getIdea, { ideaId })).board;
    const { id: pageId } = await server.owner.do(createPage, { communityId, title: "Bells" });
    const link = `See [Bells](mention:page/${pageId}).`;
    await server.app.documents.replace(name, personOf(author), { tree: treeOfMarkdown(link) });
    await vi.waitFor(async () => {
      const { links } = await server.owner.do(getBacklinks, { pageId });
      expect(links).toEqual([
        { type: "idea", id: ideaId, boardId: idea.boardId, title: idea.title },
      ]);
    }, PATIENCE);
    await server.owner.do(createVersion, { name, label: "Now" });
    const { versions } = await server.guest().do(listVersions, { name });
    expect(versions).toMatchObject([{ label: "Now", contributors: [{ name: "Ann Author" }] }]);
  });

  test("is the idea's text once a server runs again, where one ended before that [I12]", async () => {
    const { ideaId, name } = await newIdea("Before.");
    const first = await startServer({ beside: server, timers: new ManualTimers() });
    vi.spyOn(first.app.documents, "readNow").mockRejectedValue(new Error("not now"));
    await first.app.documents.replace(name, personOf(author), { tree: treeOfMarkdown("After.") });
    await first.stop();
    const second = await startServer({ beside: server });
    await vi.waitFor(async () => expect(await textNow(server, ideaId)).toBe("After."), PATIENCE);
    await second.stop();
  });

  test("is the idea's text in the end, where that failed at first [I12]", async () => {
    const { ideaId, name } = await newIdea("Before.");
    // Changed by a server that does not get to tell of it.
    const other = await startServer({ beside: server, timers: new ManualTimers() });
    vi.spyOn(other.app.documents, "readNow").mockRejectedValue(new Error("not now"));
    await other.app.documents.replace(name, personOf(author), { tree: treeOfMarkdown("After.") });
    await other.stop();

    const { store, documents } = server.app;
    const timers = new ManualTimers();
    const faults: unknown[] = [];
    let failures = 2;
    const boardLanes = new Lanes(store.kinds.boards, {
      commit: (work) => commitWork(store.connection, work),
      timers: realTimers,
      now: () => new Date(),
      random: Math.random,
      committed: () => undefined,
    });
    const follower = new IdeaFollower({
      ...store,
      documents: {
        ...documents,
        readNow: async (which) => {
          if ((failures -= 1) >= 0) {
            throw new Error("not now");
          }
          return documents.readNow(which);
        },
      },
      writeMarkdown: async (tree) => markdownOfTree(tree),
      boardLanes,
      timers,
      logFault: (fault) => faults.push(fault),
    });
    await follower.changed({ name, contributions: [] });
    expect(await textNow(server, ideaId)).toBe("Before.");
    await vi.waitFor(async () => {
      await timers.advance(60_000);
      expect(await textNow(server, ideaId)).toBe("After.");
    }, PATIENCE);
    expect(faults).toHaveLength(2);
    await follower.close();
  });
});
