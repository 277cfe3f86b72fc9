import type { Editor, JSONContent } from "@tiptap/core";
import { NodeSelection, Selection } from "@tiptap/pm/state";

/** Puts a block where the caret is, and the caret behind it: chosen as a whole, it would go with the next key. */
export const putIn = (editor: Editor, block: JSONContent): void => {
  editor.chain().focus().insertContent(block).run();
  const { selection, doc, tr } = editor.state;
  const behind =
    selection instanceof NodeSelection && Selection.findFrom(doc.resolve(selection.to), 1, true);
  if (behind) {
    editor.view.dispatch(tr.setSelection(behind).scrollIntoView());
  }
};
