import type { Editor } from "@tiptap/core";
import { useEffect, useMemo, useRef, useState } from "react";
import type { DocumentAnchor, DocumentThread } from "../../shared/documents/documentComment.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { anchorOf } from "./anchors.ts";
import { commentMarks, scrollToThread, showCommentMarks } from "./commentMarks.ts";
import { DocumentEditor } from "./DocumentEditor.tsx";
import type { OpenDocument } from "./openDocument.ts";
import { useMentions } from "./useMentions.ts";

interface LiveTextProps {
  open: OpenDocument;
  name: DocumentName;
  /** What a screen reader calls the text. */
  label: string;
  isSmall?: boolean | undefined;
  communityId: CommunityId;
  me: Person;
  mayEdit: boolean;
  threads: readonly DocumentThread[] | undefined;
  chosen: DocumentThread | undefined;
  onChoose: (threadId: string) => void;
  onComment: (anchor: DocumentAnchor) => void;
  onEditor?: ((editor: Editor) => void) | undefined;
}

/** A document's text, live, with the words that are talked about marked. */
export const LiveText = ({
  open,
  name,
  label,
  isSmall,
  communityId,
  me,
  mayEdit,
  threads,
  chosen,
  onChoose,
  onComment,
  onEditor,
}: LiveTextProps) => {
  const find = useMentions(name, communityId);
  const [editor, setEditor] = useState<Editor>();
  const choose = useRef(onChoose);
  useEffect(() => {
    choose.current = onChoose;
  });
  const extras = useMemo(() => [commentMarks((id) => choose.current(id))], []);
  const chosenId = chosen?.id;

  useEffect(() => {
    if (editor) {
      onEditor?.(editor);
    }
  }, [editor, onEditor]);

  useEffect(() => {
    if (editor) {
      const marked = (threads ?? []).flatMap(({ id, anchor }) => (anchor ? [{ id, anchor }] : []));
      showCommentMarks(editor, { threads: marked, chosen: chosenId });
    }
  }, [editor, threads, chosenId]);

  useEffect(() => {
    if (editor && chosen?.anchor) {
      scrollToThread(editor, chosen.anchor);
    }
    // Once for each choice, not for each answer in the thread.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [editor, chosenId]);

  return (
    <DocumentEditor
      open={open}
      label={label}
      isSmall={isSmall}
      isEditable={mayEdit}
      me={me}
      find={find}
      extras={extras}
      onComment={(now) => {
        const anchor = anchorOf(now.state);
        if (anchor) {
          onComment(anchor);
          // What can be done with the marked words has been done: their menu goes.
          now.commands.setTextSelection(now.state.selection.to);
        }
      }}
      onEditor={setEditor}
    />
  );
};
