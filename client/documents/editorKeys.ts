import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

/**
 * In lists and tables the tab key moves within the text. After Escape it leaves the editor, as everywhere else;
 * Alt+F10 goes to the tools.
 */
export const editorKeys = (toolbarId: string) =>
  Extension.create({
    name: "editorKeys",
    priority: 2000,
    addProseMirrorPlugins() {
      let isLeaving = false;
      return [
        new Plugin({
          props: {
            handleDOMEvents: {
              keydown(_view, event) {
                if (event.key === "F10" && event.altKey) {
                  event.preventDefault();
                  document
                    .querySelector<HTMLElement>(`[id="${toolbarId}"] button:enabled`)
                    ?.focus();
                  return true;
                }
                if (event.key === "Tab" && isLeaving) {
                  // Handled, so that the editor leaves it to the browser.
                  return true;
                }
                if (event.key !== "Shift") {
                  isLeaving = event.key === "Escape" && !event.isComposing;
                }
                return false;
              },
            },
          },
        }),
      ];
    },
  });
