import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { yCursorPluginKey } from "@tiptap/y-tiptap";
import type { UpdateHold } from "./updateHold.ts";

/**
 * The browser moves a caret at once, and tells the editor a moment later. Whatever the editor draws in between
 * would put the caret back; so it hears first.
 */
const hearOfCaret = (view: EditorView): undefined => {
  if (view.hasFocus() && !view.composing) {
    view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
  }
};

/**
 * While an input method composes (Chinese, Japanese, Korean), the browser owns the text around the caret: a
 * change of somebody else there would break the word being written. It waits until the word is done.
 */
export const caretGuard = (hold: UpdateHold) =>
  Extension.create({
    name: "caretGuard",
    dispatchTransaction({ transaction, next }) {
      const moved: unknown = transaction.getMeta(yCursorPluginKey);
      if (moved === undefined || transaction.docChanged) {
        next(transaction);
        return;
      }
      // The carets of others are drawn anew.
      const { view } = this.editor;
      hearOfCaret(view);
      next(view.state.tr.setMeta(yCursorPluginKey, moved));
    },
    addProseMirrorPlugins: () => [
      new Plugin({
        view(view) {
          let frame = 0;
          const begin = () => hold.hold();
          // The editor takes the word in a moment after the browser has ended it.
          const releaseWhenDone = () => {
            cancelAnimationFrame(frame);
            frame = requestAnimationFrame(() =>
              view.composing ? releaseWhenDone() : hold.release(),
            );
          };
          hold.beforeEach(() => hearOfCaret(view));
          view.dom.addEventListener("compositionstart", begin);
          view.dom.addEventListener("compositionend", releaseWhenDone);
          view.dom.addEventListener("blur", releaseWhenDone);
          return {
            destroy() {
              cancelAnimationFrame(frame);
              view.dom.removeEventListener("compositionstart", begin);
              view.dom.removeEventListener("compositionend", releaseWhenDone);
              view.dom.removeEventListener("blur", releaseWhenDone);
              hold.beforeEach(() => undefined);
              hold.release();
            },
          };
        },
      }),
    ],
  });
