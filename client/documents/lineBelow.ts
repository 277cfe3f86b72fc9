import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";
import { ySyncPluginKey } from "@tiptap/y-tiptap";

/** Behind a table, an image or a list of ideas there is no place for a caret but a line of its own. */
const isShut = ({ lastChild }: Node): boolean =>
  lastChild !== null && (lastChild.isAtom || lastChild.type.spec.isolating === true);

const isOwn = (transaction: Transaction): boolean =>
  transaction.docChanged && transaction.getMeta(ySyncPluginKey) === undefined;

const withLine = ({ schema, doc, tr }: EditorState): Transaction => {
  const line = schema.nodes["paragraph"]?.createAndFill();
  return line ? tr.insert(doc.content.size, line) : tr;
};

/**
 * One can always write on below what stands last. The line for it comes from what somebody does there, never
 * from opening a document.
 */
export const lineBelow = Extension.create({
  name: "lineBelow",
  addKeyboardShortcuts() {
    return {
      "Mod-End": ({ editor: { state, view, isEditable } }) => {
        if (!isEditable || !isShut(state.doc)) {
          return false;
        }
        const longer = withLine(state);
        view.dispatch(longer.setSelection(TextSelection.atEnd(longer.doc)).scrollIntoView());
        return true;
      },
    };
  },
  addProseMirrorPlugins: () => [
    new Plugin({
      appendTransaction: (transactions, before, after) =>
        transactions.some(isOwn) && isShut(after.doc) && !isShut(before.doc)
          ? withLine(after)
          : undefined,
    }),
  ],
});
