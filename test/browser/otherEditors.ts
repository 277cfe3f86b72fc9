// The editors of others on our documents, for `real-clients.test.ts`, which bundles this for a page of its own.
import { EditorState as CodeState } from "@codemirror/state";
import { EditorView as CodeView } from "@codemirror/view";
import { baseKeymap } from "@tiptap/pm/commands";
import { keymap } from "@tiptap/pm/keymap";
import { Schema } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { yCollab } from "y-codemirror.next";
import { initProseMirrorDoc, yCursorPlugin, ySyncPlugin, yUndoPlugin } from "y-prosemirror";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";

const schema = new Schema({
  nodes: {
    doc: { content: "paragraph+" },
    paragraph: {
      content: "text*",
      parseDOM: [{ tag: "p" }],
      toDOM: () => ["p", 0],
    },
    text: {},
  },
});

const open = async (name: string) => {
  const doc = new Y.Doc();
  const url = `${location.origin.replace("http", "ws")}/documents`;
  const provider = new WebsocketProvider(url, name, doc, { disableBc: true });
  await new Promise((resolve) => {
    provider.once("sync", resolve);
  });
  return { provider, body: doc.getXmlFragment(DOCUMENT_ROOT) };
};

const place = (id: string): HTMLElement => {
  const element = document.createElement("div");
  element.id = id;
  document.body.append(element);
  return element;
};

/** A bare ProseMirror on a whole document. */
export const openProseMirror = async (name: string): Promise<void> => {
  const { provider, body } = await open(name);
  const { doc, mapping } = initProseMirrorDoc(body, schema);
  const plugins = [
    ySyncPlugin(body, { mapping }),
    yCursorPlugin(provider.awareness),
    yUndoPlugin(),
    keymap(baseKeymap),
  ];
  const view = new EditorView(place("prosemirror"), {
    state: EditorState.create({ doc, plugins }),
  });
  view.focus();
};

/** A CodeMirror on the text of a document's first paragraph. */
export const openCodeMirror = async (name: string): Promise<void> => {
  const { provider, body } = await open(name);
  const paragraph = body.get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
  if (!(text instanceof Y.XmlText)) {
    throw new Error("the document has no words yet");
  }
  const view = new CodeView({
    parent: place("codemirror"),
    state: CodeState.create({
      doc: text.toString(),
      extensions: [yCollab(text, provider.awareness)],
    }),
  });
  view.focus();
};
