import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";
import type { UpdateHold } from "./updateHold.ts";

/**
 * While an input method composes (Chinese, Japanese, Korean), the browser owns the text around the caret: a
 * change of somebody else there would break the word being written. It waits until the word is done.
 */
export const compositionGuard = (hold: UpdateHold) =>
  Extension.create({
    name: "compositionGuard",
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
          view.dom.addEventListener("compositionstart", begin);
          view.dom.addEventListener("compositionend", releaseWhenDone);
          view.dom.addEventListener("blur", releaseWhenDone);
          return {
            destroy() {
              cancelAnimationFrame(frame);
              view.dom.removeEventListener("compositionstart", begin);
              view.dom.removeEventListener("compositionend", releaseWhenDone);
              view.dom.removeEventListener("blur", releaseWhenDone);
              hold.release();
            },
          };
        },
      }),
    ],
  });
