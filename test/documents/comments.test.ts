import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
import { listDocumentPeople } from "../../shared/documents/listPeople.ts";
import { addSuggestion } from "../../shared/documents/suggestion.ts";
import { setPageRights } from "../../shared/wiki/setPageRights.ts";
import { DocumentCommentId } from "../../shared/protocol/ids.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import { suggestedUpdate } from "../support/suggestedUpdate.ts";
import { writtenPage } from "../support/writtenPage.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const newPage = (title?: string) => writtenPage(server, title);
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
    for (const reply of [
      await ann.rest(editDocumentComment, edit),
      await editor.rest(removeDocumentComment, { commentId }),
    ]) {
      expect(reply).toMatchObject(refused("comment_not_found"));
    }
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
