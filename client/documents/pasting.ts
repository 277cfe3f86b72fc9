import { Extension } from "@tiptap/core";
import { Plugin, type EditorState } from "@tiptap/pm/state";
import { yUndoPluginKey } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import { z } from "zod";
import { isUnformatted, looksLikeMarkdown } from "./markdownSigns.ts";
import { markdownSlice, plainSlice } from "./markdownSlice.ts";
import { cleanPastedHtml } from "./pastedHtml.ts";

const Undo = z.object({ undoManager: z.instanceof(Y.UndoManager) });

/** What follows is a step of its own for undoing. */
const endStep = (state: EditorState): void =>
  Undo.safeParse(yUndoPluginKey.getState(state)).data?.undoManager.stopCapturing();

const isCode = ({ selection }: EditorState): boolean =>
  selection.$from.parent.type.spec.code === true;

/**
 * Text that is Markdown comes in as what it says, and what other programs have formatted as far as a document
 * can hold it. Pasting it as plain text (with Shift) leaves it as it is.
 */
export const pasting = Extension.create({
  name: "pasting",
  // Before others that take in what is pasted: all of it is one step.
  priority: 1500,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        transformPastedHTML: cleanPastedHtml,
        clipboardTextParser: (text, context, isPlain, { state: { schema } }) =>
          isPlain || !looksLikeMarkdown(text)
            ? plainSlice(schema, text, context.marks())
            : markdownSlice(schema, text),
        handlePaste(view, event) {
          endStep(view.state);
          queueMicrotask(() => {
            if (!view.isDestroyed) {
              endStep(view.state);
            }
          });
          const text = event.clipboardData?.getData("text/plain") ?? "";
          const html = event.clipboardData?.getData("text/html") ?? "";
          if (
            html === "" ||
            !isUnformatted(html) ||
            isCode(view.state) ||
            !looksLikeMarkdown(text)
          ) {
            return false;
          }
          const slice = markdownSlice(view.state.schema, text);
          const { tr } = view.state;
          view.dispatch(
            tr
              .replaceSelection(slice)
              .scrollIntoView()
              .setMeta("paste", true)
              .setMeta("uiEvent", "paste"),
          );
          return true;
        },
      },
    }),
  ],
});
