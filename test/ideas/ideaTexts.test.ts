import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { documentClose } from "../../shared/documents/documentClose.ts";
import { documentName } from "../../shared/documents/documentName.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { acceptSuggestion, addSuggestion } from "../../shared/documents/suggestion.ts";
import { addDocumentComment } from "../../shared/documents/documentComments.ts";
import { editBoard } from "../../shared/boards/editBoard.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import type { Idea } from "../../shared/ideas/idea.ts";
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
import { removeCoAuthor } from "../../shared/ideas/removeCoAuthor.ts";
import { auditOf } from "../support/audit.ts";
import { dump } from "../support/dump.ts";
import { Editor } from "../support/editor.ts";
import { ManualTimers } from "../support/manualTimers.ts";
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

const nameOf = ({ id }: Pick<Idea, "id">) => documentName({ type: "idea", id });
const personOf = (by: Person) =>
  ({ id: by.account?.id, name: by.account?.name }) as { id: never; name: string };
const newIdea = async (body = "It **rings**.") => {
  const board = await server.board();
  const idea = await server.idea({ boardId: board.id, body }, author);
  return { idea, ideaId: idea.id, name: nameOf(idea) };
};
const textNow = async (ideaId: Idea["id"]) =>
  (await server.guest().do(getIdea, { ideaId })).body.text;
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
      expect(await textNow(ideaId)).toBe("After");
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
    await vi.waitFor(async () => expect(await textNow(ideaId)).toBe("After."), PATIENCE);
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
    expect(await textNow(ideaId)).toBe("Before.");
    await vi.waitFor(async () => {
      await timers.advance(60_000);
      expect(await textNow(ideaId)).toBe("After.");
    }, PATIENCE);
    expect(faults).toHaveLength(2);
    await follower.close();
  });
});

describe.each(["rest", "send"] as const)(
  "editing a text that is written together, by %s,",
  (door) => {
    test("leaves what others have written since it was read [I13]", async () => {
      const { ideaId, name } = await newIdea("One.\n\nTwo.");
      const editor = await new Editor(server.owner, name).synced();
      // What was written may have become the text before the edit came: then that is told, as ever.
      await vi.waitFor(async () => {
        const { body } = await author.do(getIdea, { ideaId });
        const mark = randomBytes(4).toString("hex");
        editor.write(mark);
        await vi.waitFor(async () => {
          const { tree } = await author.do(readDocument, { name });
          expect(markdownOfTree(tree)).toContain(mark);
        }, PATIENCE);
        const wanted = body.text.replace("One.", "The one.");
        const reply = await author[door](editIdea, { ideaId, body: wanted, bodyRev: body.rev });
        expect(reply).toMatchObject({ ok: true });
        expect(await textNow(ideaId)).toBe(`${wanted}\n\n${mark}`);
      }, PATIENCE);
      await vi.waitFor(() => expect(editor.content).toContain("<paragraph>The one.</paragraph>"));
      expect(editor.content).toContain("<paragraph>Two.</paragraph>");
      editor.leave();
    });

    test.each([
      ["changes much", "One, once more.\n\nThree.\n\nFour."],
      ["only takes away", "One."],
      ["changes nothing", "One.\n\nTwo.\n\nThree."],
    ])(
      "which %s is done once, where a server ends before it is committed and it is sent again [I16]",
      async (_, body) => {
        const { ideaId, name } = await newIdea("One.\n\nTwo.\n\nThree.");
        await author.do(readDocument, { name });
        const { ideas } = server.app.store.kinds;
        const edit = { ideaId, title: "Another", body };
        const key = randomBytes(16).toString("hex");
        const spy = vi.spyOn(ideas, "write").mockRejectedValueOnce(new Error("ended"));
        expect(await author[door](editIdea, edit, key)).toMatchObject({
          error: { code: "internal" },
        });
        spy.mockRestore();
        const between = await new Editor(server.owner, name).synced();
        between.write("Written between.");
        await vi.waitFor(
          async () => expect(await textNow(ideaId)).toBe(`${body}\n\nWritten between.`),
          PATIENCE,
        );

        for (const _again of [1, 2]) {
          expect(await author[door](editIdea, edit, key)).toMatchObject({
            value: { title: "Another" },
          });
          expect(await textNow(ideaId)).toBe(`${body}\n\nWritten between.`);
        }
        between.leave();
      },
    );

    test("is done once also where the text has not followed yet when it is sent again [I16]", async () => {
      const { ideaId, name } = await newIdea("One.");
      const first = await startServer({ beside: server, timers: new ManualTimers() });
      await author.at(first.url).do(readDocument, { name });
      const spy = vi.spyOn(first.app.store.kinds.ideas, "write");
      spy.mockRejectedValue(new Error("ended"));
      const edit = { ideaId, body: "One.\n\nTwo." };
      const key = randomBytes(16).toString("hex");
      expect(await author.at(first.url)[door](editIdea, edit, key)).toMatchObject({ ok: false });
      await first.stop();
      expect(await author[door](editIdea, edit, key)).toMatchObject({ ok: true });
      expect(await textNow(ideaId)).toBe("One.\n\nTwo.");
    });

    test("answers with the text as it is then, also a second time, and tells who began from an older one [I6, I13]", async () => {
      const { ideaId, name } = await newIdea("One.");
      const { rev: bodyRev } = (await author.do(getIdea, { ideaId })).body;
      await author.do(readDocument, { name });
      const edit = { ideaId, title: "Another", body: "* One\n* Two" };
      for (const _ of [1, 2]) {
        expect(await author[door](editIdea, edit)).toMatchObject({
          value: { title: "Another", excerpt: "One Two" },
        });
        expect(await textNow(ideaId)).toBe("- One\n- Two");
      }
      expect(await author[door](editIdea, { ideaId, body: "Old", bodyRev })).toMatchObject({
        error: { code: "edited_meanwhile" },
      });
      expect(await textNow(ideaId)).toBe("- One\n- Two");
    });
  },
);

test("a text longer than an idea's is given as its beginning, which is said, and not edited as a text [I12, I13, I17]", async () => {
  const { ideaId, name } = await newIdea();
  const long = "Long. ".repeat(4000).trim();
  await server.app.documents.replace(name, personOf(author), { tree: treeOfMarkdown(long) });
  await vi.waitFor(async () => {
    expect(await textNow(ideaId)).toBe(`${long.slice(0, 19_999)}…`);
  }, PATIENCE);
  const bodyNow = async () => (await author.do(getIdea, { ideaId })).body;
  expect(await bodyNow()).toMatchObject({ isCut: true });
  expect(await author.rest(editIdea, { ideaId, body: "Short" })).toMatchObject({
    error: { code: "document_refused" },
  });
  expect(await author.rest(editIdea, { ideaId, title: "Long" })).toMatchObject({ ok: true });

  await server.app.documents.replace(name, personOf(author), { tree: treeOfMarkdown("Short.") });
  await vi.waitFor(async () => expect(await textNow(ideaId)).toBe("Short."), PATIENCE);
  expect(await bodyNow()).not.toHaveProperty("isCut");
});

describe("whoever had a suggestion accepted", () => {
  test("is a co-author from then on, who edits and does not remove the idea [I14]", async () => {
    const { ideaId, name } = await newIdea("It rings.");
    const ben = await server.user("Ben");
    const open = await new Editor(ben, name).synced();
    const suggest = async () => {
      const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
      return (await ben.do(addSuggestion, { name, update })).id;
    };
    const [suggestionId, second] = [await suggest(), await suggest()];
    expect((await author.do(getIdea, { ideaId })).idea.coAuthors).toBeUndefined();

    const came = new Promise((resolve) => {
      open.provider.once("connection-close", resolve);
    });
    await author.do(acceptSuggestion, { suggestionId });
    await author.do(acceptSuggestion, { suggestionId: second });

    expect((await author.do(getIdea, { ideaId })).idea.coAuthors).toEqual([
      { id: ben.id, name: "Ben" },
    ]);
    await came;
    await open.synced();
    open.write("Very.");
    await vi.waitFor(
      async () => expect(await textNow(ideaId)).toBe("It rings.\n\nLoudly.\n\nLoudly.\n\nVery."),
      PATIENCE,
    );
    expect(await ben.rest(editIdea, { ideaId, title: "Bells" })).toMatchObject({
      value: { title: "Bells", author: { name: "Ann Author" } },
    });
    expect(await ben.rest(removeIdea, { ideaId })).toMatchObject({ error: { code: "forbidden" } });
    open.leave();
  });

  test.each(["rest", "send"] as const)(
    "until the author, a moderator or they themselves take them off, by %s [I15]",
    async (door) => {
      const { ideaId, name } = await newIdea("It rings.");
      const people = [
        await server.user("Ben"),
        await server.user("Cas"),
        await server.user("Dirk"),
      ];
      const [ben, cas, dirk] = people as [Person, Person, Person];
      for (const person of people) {
        const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
        const { id: suggestionId } = await person.do(addSuggestion, { name, update });
        await author.do(acceptSuggestion, { suggestionId });
      }
      const text = ["It rings.", ...people.map(() => "Loudly.")].join("\n\n");
      await vi.waitFor(async () => expect(await textNow(ideaId)).toBe(text), PATIENCE);
      const namesNow = async () =>
        (await author.do(getIdea, { ideaId })).idea.coAuthors?.map((one) => one.name);
      expect(await namesNow()).toEqual(["Ben", "Cas", "Dirk"]);
      const open = await new Editor(ben, name).synced();
      const came = new Promise((resolve) => {
        open.provider.once("connection-close", resolve);
      });
      const watcher = await server.user("Eva");
      await watcher.join((await author.do(getIdea, { ideaId })).idea.boardId);

      const takeOff = (by: Person, { id: userId }: Person) =>
        by[door](removeCoAuthor, { ideaId, userId });
      const refused = { ok: false, error: { code: "forbidden" } };
      expect(await takeOff(ben, cas)).toMatchObject(refused);
      expect(await takeOff(watcher, cas)).toMatchObject(refused);
      const taken = { ok: true, value: { coAuthors: [personOf(cas), personOf(dirk)] } };
      expect(await takeOff(author, ben)).toMatchObject(taken);
      expect(await takeOff(author, ben)).toMatchObject(taken);
      await vi.waitFor(
        () => expect(watcher.records("idea")).toMatchObject([{ coAuthors: [{}, {}] }]),
        PATIENCE,
      );
      await came;
      await vi.waitFor(
        async () => expect((await ben.do(readDocument, { name })).rights).toBe("suggest"),
        PATIENCE,
      );
      expect(await ben[door](editIdea, { ideaId, title: "Bells" })).toMatchObject(refused);
      expect(await textNow(ideaId)).toBe(text);

      expect(await takeOff(moderator, cas)).toMatchObject({
        ok: true,
        value: { coAuthors: [personOf(dirk)] },
      });
      expect(await takeOff(dirk, dirk)).toMatchObject({ ok: true });
      expect(await takeOff(dirk, dirk)).toMatchObject({ ok: true });
      expect(await namesNow()).toBeUndefined();
      const action = "idea.remove_co_author";
      expect(await auditOf(server, ideaId)).toMatchObject([
        { action, by: personOf(author), whom: personOf(ben) },
        { action, by: personOf(moderator), whom: personOf(cas) },
      ]);
      open.leave();
    },
  );

  test("but for its author [I14]", async () => {
    const { ideaId, name } = await newIdea();
    const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
    const { id: suggestionId } = await author.do(addSuggestion, { name, update });
    await server.owner.do(acceptSuggestion, { suggestionId });
    expect((await author.do(getIdea, { ideaId })).idea.coAuthors).toBeUndefined();
  });
});
