import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getAttribution } from "../../shared/documents/attribution.ts";
import {
  addDocumentComment,
  editDocumentComment,
  listDocumentComments,
  reactToDocumentComment,
  removeDocumentComment,
  reopenDocumentComment,
  resolveDocumentComment,
  unreactToDocumentComment,
} from "../../shared/documents/documentComments.ts";
import { ANSWERS_MAX } from "../../shared/documents/documentComment.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { DocumentHint, joinDocument } from "../../shared/documents/joinDocument.ts";
import { listDocumentPeople } from "../../shared/documents/listPeople.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import {
  acceptSuggestion,
  addSuggestion,
  getSuggestion,
  listSuggestions,
  refuseSuggestion,
  withdrawSuggestion,
} from "../../shared/documents/suggestion.ts";
import {
  compareVersions,
  createVersion,
  getVersion,
  listVersions,
  restoreVersion,
} from "../../shared/documents/version.ts";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import { setRole } from "../../shared/members/setRole.ts";
import { approvePage } from "../../shared/wiki/approvePage.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { editPage } from "../../shared/wiki/editPage.ts";
import { getBacklinks } from "../../shared/wiki/getBacklinks.ts";
import { getPage } from "../../shared/wiki/getPage.ts";
import { listPageChanges } from "../../shared/wiki/listPageChanges.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { markdownOfTree } from "../../server/documents/treeMarkdown.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import type { DocumentElement } from "../../shared/documents/documentTree.ts";
import type { Person } from "../support/person.ts";
import { DocumentCommentId, type PageId } from "../../shared/protocol/ids.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";

const MINUTE_MS = 60_000;

let server: TestServer;
let clock = 0;
beforeAll(async () => {
  server = await startServer({ now: () => new Date(Date.now() + clock) });
});
afterAll(() => server.stop());

const newPage = async (title = "Bells") => {
  const { id: communityId } = await server.community({ name: "Wiki" });
  const { id: pageId } = await server.owner.do(createPage, { communityId, title });
  const name = DocumentName.parse(`page:${pageId}`);
  const { documents } = server.app;
  const write = async (markdown: string, by: Person = server.owner): Promise<void> => {
    const person = { id: by.account?.id, name: by.account?.name } as { id: never; name: string };
    await documents.replace(name, person, { tree: treeOfMarkdown(markdown) });
  };
  const text = async (): Promise<string> => markdownOfTree(await documents.readTree(name)).trim();
  const editor = await server.user("Edda");
  await server.owner.do(setRole, { communityId, userId: editor.id, role: "moderator" });
  return { communityId, pageId, name, write, text, editor };
};
const refused = (code: string) => ({ ok: false, error: { code } });

describe("comments on a document", () => {
  test("are threads on a stretch of it, with answers [G1]", async () => {
    const { name } = await newPage();
    const [ann, ben] = [await server.user("Ann"), await server.user("Ben")];
    const anchor = { start: "AAAA", end: "AQID", quote: "rings" };
    const { thread } = await ann.do(addDocumentComment, { name, text: "Loud?", anchor });
    const answered = await ben.do(addDocumentComment, { name, text: "Yes.", threadId: thread.id });
    expect(answered.thread).toMatchObject({
      id: thread.id,
      anchor,
      author: { name: "Ann" },
      replies: [{ text: "Yes.", author: { name: "Ben" }, threadId: thread.id }],
    });
    const guest = server.guest();
    expect((await guest.do(listDocumentComments, { name })).threads).toEqual([answered.thread]);
    const other = await newPage();
    const elsewhere = { name: other.name, text: "?", threadId: thread.id };
    expect(await ann.rest(addDocumentComment, elsewhere)).toMatchObject(
      refused("comment_not_found"),
    );
  });

  test("are answered so often and no more in one thread [G13]", async () => {
    const { name } = await newPage();
    const ann = await server.user();
    const { thread } = await ann.do(addDocumentComment, { name, text: "Loud?" });
    const answer = { name, text: "Yes.", threadId: thread.id };
    const [one] = (await ann.do(addDocumentComment, answer)).thread.replies;
    // One by one they would take as many commits.
    const comments = server.app.store.connection.collection<{ _id: string }>("documentcomments");
    const stored = await comments.findOne({ _id: one?.id ?? "" });
    await comments.insertMany(
      Array.from({ length: ANSWERS_MAX - 1 }, () => ({
        ...stored,
        _id: server.app.newId(DocumentCommentId, new Date()),
      })),
    );
    expect(await ann.rest(addDocumentComment, answer)).toMatchObject(refused("thread_full"));
    const { threads } = await ann.do(listDocumentComments, { name });
    const [first] = threads[0]?.replies ?? [];
    await ann.do(removeDocumentComment, { commentId: first?.id ?? thread.id });
    expect((await ann.do(addDocumentComment, answer)).thread.replies).toHaveLength(ANSWERS_MAX);
    await ann.do(addDocumentComment, { name, text: "Another" });
  });

  test("are not made by who may only read [G1]", async () => {
    const { name, pageId } = await newPage();
    const nobody = { read: "everyone", comment: "nobody", suggest: "nobody" } as const;
    const rights = { ...nobody, edit: "nobody", members: [] } as const;
    await server.owner.do(setPageRights, { pageId, rights: { ...rights, members: [] } });
    const ann = await server.user();
    expect(await ann.rest(addDocumentComment, { name, text: "Hm" })).toMatchObject(
      refused("forbidden"),
    );
    const update = suggestedUpdate("Hm");
    expect(await ann.rest(addSuggestion, { name, update })).toMatchObject(refused("forbidden"));
  });

  test("are changed by their authors, and removed by them and staff [G2]", async () => {
    const { name, editor } = await newPage();
    const [ann, ben] = [await server.user(), await server.user()];
    const add = async (text: string, threadId?: string) =>
      (await ann.do(addDocumentComment, { name, text, ...(threadId && { threadId }) })).thread;
    const thread = await add("First");
    const withAnswer = await add("Answer", thread.id);
    const commentId = thread.id;
    const edit = { commentId, text: "Better" };
    expect(await editor.rest(editDocumentComment, edit)).toMatchObject(refused("forbidden"));
    expect((await ann.do(editDocumentComment, edit)).thread).toMatchObject({
      text: "Better",
      editedAt: expect.any(String),
      replies: withAnswer.replies,
    });
    expect(await ben.rest(removeDocumentComment, { commentId })).toMatchObject(
      refused("forbidden"),
    );
    await editor.do(removeDocumentComment, { commentId });
    const { threads } = await ann.do(listDocumentComments, { name });
    expect(threads).toMatchObject([{ text: "", isRemoved: true, replies: withAnswer.replies }]);
    const [lonely] = [await add("Alone")];
    await ann.do(removeDocumentComment, { commentId: lonely.id });
    expect((await ann.do(listDocumentComments, { name })).threads).toHaveLength(1);
  });

  test("are not changed by who may no longer comment, but taken back [G2]", async () => {
    const { name, pageId } = await newPage();
    const ann = await server.user();
    const { thread } = await ann.do(addDocumentComment, { name, text: "First" });
    const nobody = { comment: "nobody", suggest: "nobody", edit: "nobody" } as const;
    const rights = { read: "everyone", ...nobody, members: [] } as const;
    await server.owner.do(setPageRights, { pageId, rights: { ...rights, members: [] } });
    const edit = { commentId: thread.id, text: "Something else" };
    expect(await ann.rest(editDocumentComment, edit)).toMatchObject(refused("forbidden"));
    expect((await ann.do(listDocumentComments, { name })).threads).toEqual([thread]);
    await ann.do(removeDocumentComment, { commentId: thread.id });
    expect((await ann.do(listDocumentComments, { name })).threads).toEqual([]);
  });

  test("are resolved and opened again, and reacted to once a person [G3]", async () => {
    const { name, editor } = await newPage();
    const [ann, ben] = [await server.user("Ann"), await server.user("Ben")];
    const { thread } = await ann.do(addDocumentComment, { name, text: "Loud?" });
    const commentId = thread.id;
    expect(await ben.rest(resolveDocumentComment, { commentId })).toMatchObject(
      refused("forbidden"),
    );
    const resolved = await editor.do(resolveDocumentComment, { commentId });
    expect(resolved.thread.resolved?.by.name).toBe("Edda");
    const listed = async (state: "open" | "resolved") =>
      (await ben.do(listDocumentComments, { name, state })).threads.length;
    expect([await listed("open"), await listed("resolved")]).toEqual([0, 1]);
    expect((await ann.do(reopenDocumentComment, { commentId })).thread.resolved).toBe(undefined);
    expect([await listed("open"), await listed("resolved")]).toEqual([1, 0]);

    const like = { commentId, reaction: "like" } as const;
    await ann.do(reactToDocumentComment, like);
    await ann.do(reactToDocumentComment, like);
    const both = await ben.do(reactToDocumentComment, like);
    expect(both.thread.reactions).toEqual([{ reaction: "like", count: 2, isOwn: true }]);
    const less = await ben.do(unreactToDocumentComment, like);
    expect(less.thread.reactions).toEqual([{ reaction: "like", count: 1, isOwn: false }]);
  });

  test("mention staff and who took part, and nobody else [G4]", async () => {
    const { name } = await newPage();
    const [ann, ben] = [await server.user("Ann"), await server.user("Ben")];
    const people = async () =>
      (await ann.do(listDocumentPeople, { name })).people.map((one) => one.name).toSorted();
    expect(await people()).toEqual(["Edda", "Olive Owner"]);
    const mention = { name, text: "@Ben", mentions: [ben.id] };
    expect(await ann.rest(addDocumentComment, mention)).toMatchObject(refused("member_not_found"));
    await ben.do(addDocumentComment, { name, text: "Here." });
    expect(await people()).toEqual(["Ben", "Edda", "Olive Owner"]);
    expect((await ann.do(addDocumentComment, mention)).thread.mentions).toEqual([
      { id: ben.id, name: "Ben" },
    ]);
  });
});

describe("a suggestion", () => {
  test("is in the document once accepted, with what was written meanwhile, by its author [G5, W13]", async () => {
    const { name, pageId, write, text, editor } = await newPage();
    await write("It rings.");
    const ann = await server.user("Ann");
    const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
    const { id: suggestionId } = await ann.do(addSuggestion, { name, update, note: "More" });
    expect(await text()).toBe("It rings.");
    await write("It always rings.");
    expect(await ann.rest(acceptSuggestion, { suggestionId })).toMatchObject(refused("forbidden"));
    const accepted = await editor.do(acceptSuggestion, { suggestionId });
    expect(accepted).toMatchObject({ state: "accepted", decided: { by: { name: "Edda" } } });
    expect(await text()).toBe("It always rings.\n\nLoudly.");
    const { blocks } = await editor.do(getAttribution, { name });
    expect(blocks.at(-1)?.runs).toEqual([{ text: "Loudly.", by: { id: ann.id, name: "Ann" } }]);
    await vi.waitFor(
      async () => {
        const { page } = await editor.do(getPage, { pageId });
        expect(page.contributors.map((one) => one.name)).toContain("Ann");
      },
      { timeout: 5000 },
    );
  });

  test("shows what it would change now [G7]", async () => {
    const { name, write, editor } = await newPage();
    await write("It rings.");
    const update = suggestedUpdate("Loudly.", await server.app.documents.readState(name));
    const { id: suggestionId } = await editor.do(addSuggestion, { name, update });
    await write("It always rings.");
    const { diff } = await server.guest().do(getSuggestion, { suggestionId });
    expect(diff.map(({ kind, parts }) => [kind, parts[0]?.text])).toEqual([
      ["same", "It always rings."],
      ["added", "Loudly."],
    ]);
  });

  test("is decided on once, and the same decision again changes nothing [G6]", async () => {
    const { name, text, editor } = await newPage();
    const ann = await server.user();
    const add = async () =>
      (await ann.do(addSuggestion, { name, update: suggestedUpdate("Loud.") })).id;
    const [one, two] = [await add(), await add()];
    const refusal = { suggestionId: one, reason: "No" };
    const first = await editor.do(refuseSuggestion, refusal);
    expect(first).toMatchObject({ state: "refused", decided: { reason: "No" } });
    expect(await editor.do(refuseSuggestion, refusal)).toEqual(first);
    const accept = { suggestionId: one };
    expect(await editor.rest(acceptSuggestion, accept)).toMatchObject(
      refused("suggestion_decided"),
    );
    expect(await editor.rest(withdrawSuggestion, { suggestionId: two })).toMatchObject(
      refused("forbidden"),
    );
    expect(await ann.do(withdrawSuggestion, { suggestionId: two })).toMatchObject({
      state: "withdrawn",
    });
    expect(await text()).toBe("");
    expect((await ann.do(listSuggestions, { name })).suggestions).toEqual([]);
    const listed = await ann.do(listSuggestions, { name, state: "refused" });
    expect(listed.suggestions).toEqual([first]);
  });

  test("that can't be admitted or changes nothing is refused [G6]", async () => {
    const { name, editor } = await newPage();
    for (const update of [
      Buffer.from("no update at all").toString("base64"),
      Buffer.from([0, 0]).toString("base64"),
    ]) {
      expect(await editor.rest(addSuggestion, { name, update })).toMatchObject(
        refused("document_refused"),
      );
    }
  });
});

describe("versions", () => {
  test("are made when writing has paused or gone on for long, with who wrote [G8]", async () => {
    const { name, write, editor } = await newPage();
    const versions = async () =>
      (await editor.do(listVersions, { name })).versions.map(({ label, contributors }) => [
        label,
        ...contributors.map((one) => one.name),
      ]);
    const noted = (names: readonly string[]) =>
      vi.waitFor(
        async () => {
          const work = await server.app.store.connection
            .collection("documentwork")
            .findOne({ _id: name });
          const people = (work?.["contributors"] ?? []) as { name: string }[];
          expect(people.map((one) => one.name)).toEqual(names);
        },
        { timeout: 5000 },
      );
    await write("One.");
    await noted(["Olive Owner"]);
    await server.app.makeVersions();
    expect(await versions()).toEqual([]);
    clock += 11 * MINUTE_MS;
    await server.app.makeVersions();
    expect(await versions()).toEqual([[undefined, "Olive Owner"]]);

    await write("Two.");
    await noted(["Olive Owner"]);
    clock += 9 * MINUTE_MS;
    await write("Three.", editor);
    await noted(["Olive Owner", "Edda"]);
    await server.app.makeVersions();
    expect(await versions()).toHaveLength(1);
    clock += 9 * MINUTE_MS;
    await write("Four.", editor);
    clock += 9 * MINUTE_MS;
    await write("Five.", editor);
    clock += 4 * MINUTE_MS;
    await server.app.makeVersions();
    expect(await versions()).toEqual([
      [undefined, "Olive Owner", "Edda"],
      [undefined, "Olive Owner"],
    ]);
    await editor.do(createVersion, { name, label: "Good" });
    expect((await versions())[0]?.[0]).toBe("Good");
  });

  test("are compared, and restored as a change after which all can be found again [G9, G10]", async () => {
    const { name, write, text, editor } = await newPage();
    await write("It rings.");
    const { id: versionId } = await editor.do(createVersion, { name, label: "Short" });
    await write("It always rings.\n\nLoudly.");
    const { diff } = await editor.do(compareVersions, { versionId });
    expect(diff.map(({ kind }) => kind)).toEqual(["changed", "added"]);
    const later = await editor.do(createVersion, { name, label: "Long" });

    await editor.do(restoreVersion, { versionId });
    expect(await text()).toBe("It rings.");
    await editor.do(restoreVersion, { versionId: later.id });
    expect(await text()).toBe("It always rings.\n\nLoudly.");
    const { tree } = await server.guest().do(getVersion, { versionId });
    expect(markdownOfTree(tree).trim()).toBe("It rings.");
  });
});

describe("whoever looks at a document", () => {
  test("is told that something beside it changed, without content [G12]", async () => {
    const { name, editor } = await newPage();
    const watcher = await server.user();
    const heard: DocumentHint[] = [];
    (await watcher.connect()).on("document.changed", (hint) =>
      heard.push(DocumentHint.parse(hint)),
    );
    await watcher.emit(joinDocument.name, { name });
    await editor.do(addDocumentComment, { name, text: "Loud?" });
    await editor.do(addSuggestion, { name, update: suggestedUpdate("Loud.") });
    await editor.do(createVersion, { name, label: "Now" });
    await vi.waitFor(() =>
      expect(heard).toEqual([
        { name, what: "comments" },
        { name, what: "suggestions" },
        { name, what: "versions" },
      ]),
    );
  });

  test("sees who wrote what [G11]", async () => {
    const { name, write, editor } = await newPage();
    await write("It rings.");
    await write("It rings. Loudly.", editor);
    const { blocks } = await server.guest().do(getAttribution, { name });
    expect(
      blocks.map(({ type, runs }) => [type, runs.map(({ text, by }) => [text, by?.name])]),
    ).toEqual([
      [
        "paragraph",
        [
          ["It rings.", "Olive Owner"],
          [" Loudly.", "Edda"],
        ],
      ],
    ]);
  });

  test("sees who wrote what of lists, names and images too [G11]", async () => {
    const { name, pageId, write } = await newPage();
    await write(
      `- Ask [Ann](mention:page/${pageId}) twice\n\n![A bell](https://example.com/b.png)`,
    );
    const { blocks } = await server.guest().do(getAttribution, { name });
    expect(
      blocks.map(({ type, within, runs }) => [
        ...within,
        type,
        runs.map(({ text, by }) => `${by?.name}: ${text}`).join(),
      ]),
    ).toEqual([
      ["bulletList", "listItem", "paragraph", "Olive Owner: Ask Ann twice"],
      ["image", "Olive Owner: A bell"],
    ]);
  });

  test("sees in which cell, list and task it stands, empty cells included [G11]", async () => {
    const { name, write } = await newPage();
    await write("| a | |\n|---|---|\n| | b |\n\n3. three\n4. four\n\n- [x] done\n\n## Two");
    const { blocks } = await server.guest().do(getAttribution, { name });
    expect(
      blocks.map(({ within, places, runs }) => [
        within.join(" "),
        places.map(({ at }) => at).join(),
        runs.map(({ text }) => text).join(),
        Object.assign({}, ...places),
      ]),
    ).toEqual([
      ["table tableRow tableHeader", "0,0,0,0", "a", expect.anything()],
      ["table tableRow tableHeader", "0,0,1,0", "", expect.anything()],
      ["table tableRow tableCell", "0,1,0,0", "", expect.anything()],
      ["table tableRow tableCell", "0,1,1,0", "b", expect.anything()],
      ["orderedList listItem", "1,0,0", "three", expect.objectContaining({ start: 3 })],
      ["orderedList listItem", "1,1,0", "four", expect.objectContaining({ start: 3 })],
      ["taskList taskItem", "2,0,0", "done", expect.objectContaining({ checked: true })],
      ["", "3", "Two", { at: 3, level: 2 }],
    ]);
  });
});

describe("links to a page", () => {
  test("are shown on it as far as one may see, and live on through renaming [W11]", async () => {
    const { communityId, pageId } = await newPage("Target");
    const linkFrom = async (id: PageId) => {
      const mention: DocumentElement = {
        type: "mention",
        attributes: { kind: "page", id: pageId, label: "Target" },
        content: [],
      };
      const tree = [{ type: "paragraph" as const, attributes: {}, content: [mention] }];
      const by = { id: server.owner.id, name: "Olive Owner" } as { id: never; name: string };
      const name = DocumentName.parse(`page:${id}`);
      await server.app.documents.replace(name, by, { tree });
      return id;
    };
    const source = async (title: string) =>
      linkFrom((await server.owner.do(createPage, { communityId, title })).id);
    await linkFrom(pageId);
    const [open, hidden] = [await source("Open"), await source("Hidden")];
    const inner = { read: "manager", comment: "manager", suggest: "manager" } as const;
    const rights = { ...inner, edit: "manager" as const, members: [] };
    await server.owner.do(setPageRights, { pageId: hidden, rights });
    const linksFor = async (by: Person) =>
      (await by.do(getBacklinks, { pageId })).links.map(({ title }) => title).toSorted();
    await vi.waitFor(async () => expect(await linksFor(server.owner)).toEqual(["Hidden", "Open"]), {
      timeout: 5000,
    });
    expect(await linksFor(server.guest())).toEqual(["Open"]);
    await server.owner.do(editPage, { pageId, title: "Renamed" });
    await server.owner.do(editPage, { pageId: open, title: "Opened" });
    expect(await linksFor(server.guest())).toEqual(["Opened"]);
  });
});

describe("where a community wants approval", () => {
  test("readers see what was approved last, and nothing of the rest [W12]", async () => {
    const { communityId, pageId, name, write, editor } = await newPage();
    await write("Draft.");
    await server.owner.do(editCommunity, { communityId, wikiApproval: true });
    const guest = server.guest();
    expect(await guest.rest(getPage, { pageId })).toMatchObject(refused("page_not_found"));
    expect(await guest.rest(readDocument, { name })).toMatchObject(refused("document_not_found"));

    const { approval } = await editor.do(approvePage, { pageId });
    expect(approval).toMatchObject({ state: "current", by: { name: "Edda" } });
    await write("Draft, changed.");
    const shown = await guest.do(readDocument, { name });
    expect(markdownOfTree(shown.tree).trim()).toBe("Draft.");
    expect(shown).toMatchObject({ versionId: approval?.versionId });
    expect(shown.rights).toBe(undefined);
    for (const query of [listDocumentComments, listSuggestions, listVersions]) {
      expect(await guest.rest(query, { name })).toMatchObject(refused("document_not_found"));
    }
    const live = await editor.do(readDocument, { name });
    expect(markdownOfTree(live.tree).trim()).toBe("Draft, changed.");
    await vi.waitFor(
      async () =>
        expect((await editor.do(getPage, { pageId })).page.approval?.state).toBe("behind"),
      { timeout: 5000 },
    );
  });

  test("who wrote last is told to those who see what they wrote [W31]", async () => {
    const { communityId, pageId, write, editor } = await newPage();
    await write("Draft.");
    const writer = async (by: Person) => {
      const { page } = await by.do(getPage, { pageId });
      const { pages } = await by.do(listPageChanges, { communityId });
      const listed = pages.find(({ id }) => id === pageId);
      return [page.changedBy?.name, listed?.changedBy?.name];
    };
    await vi.waitFor(
      async () => expect(await writer(server.guest())).toEqual(["Olive Owner", "Olive Owner"]),
      {
        timeout: 5000,
      },
    );
    await server.owner.do(editCommunity, { communityId, wikiApproval: true });
    await editor.do(approvePage, { pageId });
    expect(await writer(server.guest())).toEqual([undefined, undefined]);
    expect(await writer(editor)).toEqual(["Olive Owner", "Olive Owner"]);
  });

  test("readers see which pages link there as these were approved [W11, W12]", async () => {
    const { communityId, pageId: from, write, editor } = await newPage("From");
    const page = (title: string) => server.owner.do(createPage, { communityId, title });
    const [old, added] = [await page("Old"), await page("Added")];
    const linkTo = (id: string) => `[a](mention:page/${id})`;
    await server.owner.do(editCommunity, { communityId, wikiApproval: true });
    await write(linkTo(old.id));
    for (const pageId of [from, old.id, added.id]) {
      await editor.do(approvePage, { pageId });
    }
    await write(linkTo(added.id));

    const linking = async (by: Person, pageId: PageId) =>
      (await by.do(getBacklinks, { pageId })).links.map(({ title }) => title);
    const [live, approved] = [server.owner, server.guest()];
    await vi.waitFor(async () => expect(await linking(live, added.id)).toEqual(["From"]), {
      timeout: 5000,
    });
    expect(await linking(live, old.id)).toEqual([]);
    expect(await linking(approved, old.id)).toEqual(["From"]);
    expect(await linking(approved, added.id)).toEqual([]);

    await editor.do(approvePage, { pageId: from });
    expect(await linking(approved, old.id)).toEqual([]);
    expect(await linking(approved, added.id)).toEqual(["From"]);
  });
});
