import type { Editor, Extensions } from "@tiptap/core";
import { Collaboration } from "@tiptap/extension-collaboration";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { Placeholder } from "@tiptap/extensions";
import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useId, useMemo, useState } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { DOCUMENT_ROOT } from "../../shared/documents/documentSchema.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { personColor } from "../design/accents.ts";
import { useTranslation } from "../language/useTranslation.ts";
import { blockItems } from "./blockItems.ts";
import { caretOf, markedBy } from "./caret.ts";
import { caretGuard } from "./caretGuard.ts";
import "./documents.css";
import { editorKeys } from "./editorKeys.ts";
import { type DialogName, EditorDialog } from "./EditorDialog.tsx";
import { EditorMenu } from "./EditorMenu.tsx";
import { editorMenus, editorMenuStore, type MenuSources } from "./editorMenus.ts";
import { EditorSkeleton } from "./EditorSkeleton.tsx";
import { EditorToolbar } from "./EditorToolbar.tsx";
import type { EditedDocument } from "./openDocument.ts";
import { lineBelow } from "./lineBelow.ts";
import { liveExtensions } from "./referenceViews.tsx";
import { pasting } from "./pasting.ts";
import { SelectionMenu } from "./SelectionMenu.tsx";

interface DocumentEditorProps {
  open: EditedDocument;
  /** What a screen reader calls the text. */
  label: string;
  isEditable: boolean;
  /** With the tools for a few paragraphs, not for pages. */
  isSmall?: boolean | undefined;
  me: Person | undefined;
  /** What `@` and `[[` find. */
  find: Pick<MenuSources, "mentions" | "pages">;
  extras?: Extensions;
  onComment?: ((editor: Editor) => void) | undefined;
  onEditor?: ((editor: Editor) => void) | undefined;
}

/** The text of a document, live. Who may not edit reads it in the same place. */
export const DocumentEditor = ({ open, ...props }: DocumentEditorProps) => {
  const { isShown } = useStore(open.state);
  return isShown ? <ShownEditor open={open} {...props} /> : <EditorSkeleton />;
};

const ShownEditor = ({
  open,
  label,
  isEditable,
  isSmall = false,
  me,
  find,
  extras = [],
  onComment,
  onEditor,
}: DocumentEditorProps) => {
  const { t } = useTranslation();
  const toolbarId = useId();
  const [dialog, setDialog] = useState<DialogName>();
  const [menu] = useState(editorMenuStore);
  const [sources] = useState(() => createStore<MenuSources>(() => ({ ...find, blocks: () => [] })));
  useEffect(() => {
    sources.setState({
      ...find,
      blocks: (query) => blockItems(query, t, { isSmall, onDialog: setDialog }),
    });
  }, [sources, find, t, isSmall]);
  const user = useMemo(() => me && { id: me.id, name: me.name, color: personColor(me.id) }, [me]);

  const editor = useEditor(
    {
      editable: isEditable,
      // What is pasted has been read as a whole: see `pasting`.
      enablePasteRules: ["link"],
      extensions: [
        ...liveExtensions(t),
        Collaboration.configure({ document: open.doc, field: DOCUMENT_ROOT }),
        caretGuard(open.hold),
        pasting,
        editorKeys(toolbarId),
        lineBelow,
        editorMenus(menu, sources),
        ...(isEditable ? [Placeholder.configure({ placeholder: t("editor.placeholder") })] : []),
        ...(isEditable && user && open.provider
          ? [
              CollaborationCaret.configure({
                provider: open.provider,
                user,
                render: caretOf,
                selectionRender: markedBy,
              }),
            ]
          : []),
        ...extras,
      ],
      editorProps: {
        attributes: {
          class: "prose document-text",
          "aria-label": label,
          ...(isEditable
            ? { role: "textbox", "aria-multiline": "true", "aria-describedby": `${toolbarId}-help` }
            : { role: "document" }),
        },
      },
    },
    [open, isEditable],
  );

  useEffect(() => {
    if (editor) {
      onEditor?.(editor);
    }
  }, [editor, onEditor]);

  return (
    <div className="min-w-0">
      {isEditable && (
        <EditorToolbar editor={editor} id={toolbarId} isSmall={isSmall} onDialog={setDialog} />
      )}
      {isEditable && (
        <p id={`${toolbarId}-help`} className="sr-only">
          {t("editor.help")}
        </p>
      )}
      <EditorContent editor={editor} />
      <SelectionMenu
        editor={editor}
        onLink={() => setDialog("link")}
        onComment={onComment && (() => onComment(editor))}
      />
      <EditorDialog name={dialog} editor={editor} onClose={() => setDialog(undefined)} />
      <EditorMenu editor={editor} store={menu} />
    </div>
  );
};
