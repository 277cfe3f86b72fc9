import type { Editor } from "@tiptap/core";
import { useCallback, useRef } from "react";

/** Puts the caret where a page's text begins, as soon as its editor is there. */
export const useTextFocus = () => {
  const editor = useRef<Editor>(undefined);
  const isWanted = useRef(false);
  const focusText = useCallback(() => {
    const { current } = editor;
    isWanted.current = !current;
    if (current && !current.isDestroyed) {
      current.commands.setTextSelection(0);
      // At once: the editor's own command waits for a frame, in which what is typed is lost.
      current.view.focus();
    }
  }, []);
  const onEditor = useCallback(
    (made: Editor) => {
      editor.current = made;
      if (isWanted.current) {
        focusText();
      }
    },
    [focusText],
  );
  return { focusText, onEditor };
};
