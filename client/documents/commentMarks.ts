import { type Editor, Extension } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { DocumentAnchor } from "../../shared/documents/documentComment.ts";
import { rangeOf } from "./anchors.ts";

export interface MarkedThread {
  readonly id: string;
  readonly anchor: DocumentAnchor;
}

interface Marks {
  readonly threads: readonly MarkedThread[];
  readonly chosen: string | undefined;
}

interface MarksState extends Marks {
  readonly shown: DecorationSet;
}

const key = new PluginKey<MarksState>("commentMarks");

const draw = (state: EditorState, { threads, chosen }: Marks): MarksState => ({
  threads,
  chosen,
  shown: DecorationSet.create(
    state.doc,
    threads.flatMap(({ id, anchor }) => {
      const range = rangeOf(state, anchor);
      return range
        ? [
            Decoration.inline(range.from, range.to, {
              class: id === chosen ? "document-commented is-chosen" : "document-commented",
              "data-thread": id,
            }),
          ]
        : [];
    }),
  ),
});

/** Shows which words are talked about. */
export const commentMarks = (onChoose: (threadId: string) => void) =>
  Extension.create({
    name: "commentMarks",
    addProseMirrorPlugins: () => [
      new Plugin<MarksState>({
        key,
        state: {
          init: (_config, state) => draw(state, { threads: [], chosen: undefined }),
          apply(transaction, marks, _old, state) {
            const told: Marks | undefined = transaction.getMeta(key);
            return told || transaction.docChanged ? draw(state, told ?? marks) : marks;
          },
        },
        props: {
          decorations: (state) => key.getState(state)?.shown,
          handleClick(_view, _at, { target }) {
            const marked = target instanceof Element && target.closest("[data-thread]");
            const id = marked ? marked.getAttribute("data-thread") : null;
            if (id !== null) {
              onChoose(id);
            }
            return false;
          },
        },
      }),
    ],
  });

export const showCommentMarks = (editor: Editor, marks: Marks): void => {
  if (!editor.isDestroyed) {
    editor.view.dispatch(editor.state.tr.setMeta(key, marks));
  }
};

/** Brings a thread's words into sight. */
export const scrollToThread = (editor: Editor, anchor: DocumentAnchor): boolean => {
  const range = rangeOf(editor.state, anchor);
  if (!range) {
    return false;
  }
  const { node } = editor.view.domAtPos(range.from);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: "center", behavior: "smooth" });
  return true;
};
