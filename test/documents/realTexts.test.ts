import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { prosemirrorToYXmlFragment } from "@tiptap/y-tiptap";
import { Schema } from "@tiptap/pm/model";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { z } from "zod";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const TRACE = join(
  import.meta.dirname,
  "../../../shared/data/editing-traces/sequential_traces/sveltecomponent.json.gz",
);
const Trace = z.object({
  endContent: z.string(),
  txns: z.array(z.object({ patches: z.array(z.tuple([z.int(), z.int(), z.string()])) })),
});
const CHUNK = 2000;

const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { group: "block", content: "inline*" },
    heading: { group: "block", content: "inline*", attrs: { level: { default: 1 } } },
    blockquote: { group: "block", content: "block+" },
    mention: {
      group: "inline",
      inline: true,
      atom: true,
      attrs: { kind: { default: "person" }, id: {}, label: {} },
    },
    text: { group: "inline" },
  },
  marks: { bold: {}, link: { attrs: { href: {} } } },
});

describe("A document written by real editors", () => {
  let server: TestServer;
  const door = new TestDoor();
  beforeAll(async () => {
    server = await startServer({ documentDoors: { page: door } });
  });
  afterAll(() => server.stop());

  test("holds what y-tiptap writes of a ProseMirror document [Y63]", async () => {
    const name = newName();
    const editor = await new Editor(await server.user(), name).synced();
    const id = "01hzzzzzzzzzzzzzzzzzzzzzzz";
    const mention = schema.node("mention", { kind: "person", id, label: "Ann" });
    const link = schema.mark("link", { href: "https://example.com" });
    const page = schema.node("doc", null, [
      schema.node("heading", { level: 2 }, [schema.text("標題")]),
      schema.node("blockquote", null, [
        schema.node("paragraph", null, [
          schema.text("bold", [schema.mark("bold")]),
          mention,
          schema.text("both", [schema.mark("bold"), link]),
        ]),
      ]),
    ]);

    editor.doc.transact(() => prosemirrorToYXmlFragment(page, editor.body));

    const words = (text: string, ...marks: object[]) => ({ type: "text", text, marks });
    const bold = { type: "bold", attributes: {} };
    await eventually(async () => {
      expect(await server.app.documents.readTree(name)).toEqual([
        { type: "heading", attributes: { level: 2 }, content: [words("標題")] },
        {
          type: "blockquote",
          attributes: {},
          content: [
            {
              type: "paragraph",
              attributes: {},
              content: [
                words("bold", bold),
                { type: "mention", attributes: { kind: "person", id, label: "Ann" }, content: [] },
                words("both", bold, { type: "link", attributes: { href: "https://example.com" } }),
              ],
            },
          ],
        },
      ]);
    });
    editor.leave();
  });

  test.runIf(existsSync(TRACE))(
    "is in the end what its trace says, written in turn by several and seen by all [Y63]",
    async () => {
      const { endContent, txns } = Trace.parse(
        JSON.parse(gunzipSync(readFileSync(TRACE)).toString("utf8")),
      );
      const name = newName();
      const editors: Editor[] = [];
      for (let count = 0; count < 3; count += 1) {
        editors.push(await new Editor(await server.user(), name).synced());
      }
      const textOf = ({ body }: Editor): Y.XmlText | undefined => {
        const block = body.length > 0 ? body.get(0) : undefined;
        const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
        return text instanceof Y.XmlText ? text : undefined;
      };
      const [first] = editors;
      const code = new Y.XmlElement("codeBlock");
      code.insert(0, [new Y.XmlText()]);
      first?.body.insert(0, [code]);

      for (let at = 0; at < txns.length; at += CHUNK) {
        const writer = editors[(at / CHUNK) % editors.length];
        await eventually(() => expect(new Set(editors.map(({ content }) => content)).size).toBe(1));
        const text = writer && textOf(writer);
        for (const { patches } of txns.slice(at, at + CHUNK)) {
          writer?.doc.transact(() => {
            for (const [place, deleted, inserted] of patches) {
              text?.delete(place, deleted);
              text?.insert(place, inserted);
            }
          });
        }
      }

      await eventually(() => {
        for (const editor of editors) {
          expect(textOf(editor)?.toJSON()).toBe(endContent);
        }
      });
      await eventually(async () => {
        const tree = await server.app.documents.readTree(name);
        expect(tree[0]?.content).toEqual([{ type: "text", text: endContent, marks: [] }]);
      });
      editors.forEach((editor) => editor.leave());
    },
    90_000,
  );
});
