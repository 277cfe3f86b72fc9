import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { editIdea } from "../../shared/ideas/editIdea.ts";
import { getIdea } from "../../shared/ideas/getIdea.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";
import { markdownOfTree } from "../../server/documents/treeMarkdown.ts";
import { Editor } from "../support/editor.ts";
import { ManualTimers } from "../support/manualTimers.ts";
import { ideaWithText, personOf, textNow } from "../support/ideaText.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const PATIENCE = { timeout: 10_000 };

let server: TestServer;
let author: Person;
beforeAll(async () => {
  server = await startServer();
  author = await server.member("customer", "Ann Author");
});
afterAll(() => server.stop());

const newIdea = (body = "It **rings**.") => ideaWithText(server, author, body);

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
        expect(await textNow(server, ideaId)).toBe(`${wanted}\n\n${mark}`);
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
          async () => expect(await textNow(server, ideaId)).toBe(`${body}\n\nWritten between.`),
          PATIENCE,
        );

        for (const _again of [1, 2]) {
          expect(await author[door](editIdea, edit, key)).toMatchObject({
            value: { title: "Another" },
          });
          expect(await textNow(server, ideaId)).toBe(`${body}\n\nWritten between.`);
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
      expect(await textNow(server, ideaId)).toBe("One.\n\nTwo.");
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
        expect(await textNow(server, ideaId)).toBe("- One\n- Two");
      }
      expect(await author[door](editIdea, { ideaId, body: "Old", bodyRev })).toMatchObject({
        error: { code: "edited_meanwhile" },
      });
      expect(await textNow(server, ideaId)).toBe("- One\n- Two");
    });
  },
);

test("a text longer than an idea's is given as its beginning, which is said, and not edited as a text [I12, I13, I17]", async () => {
  const { ideaId, name } = await newIdea();
  const long = "Long. ".repeat(4000).trim();
  await server.app.documents.replace(name, personOf(author), { tree: treeOfMarkdown(long) });
  await vi.waitFor(async () => {
    expect(await textNow(server, ideaId)).toBe(`${long.slice(0, 19_999)}…`);
  }, PATIENCE);
  const bodyNow = async () => (await author.do(getIdea, { ideaId })).body;
  expect(await bodyNow()).toMatchObject({ isCut: true });
  expect(await author.rest(editIdea, { ideaId, body: "Short" })).toMatchObject({
    error: { code: "document_refused" },
  });
  expect(await author.rest(editIdea, { ideaId, title: "Long" })).toMatchObject({ ok: true });

  await server.app.documents.replace(name, personOf(author), { tree: treeOfMarkdown("Short.") });
  await vi.waitFor(async () => expect(await textNow(server, ideaId)).toBe("Short."), PATIENCE);
  expect(await bodyNow()).not.toHaveProperty("isCut");
});
