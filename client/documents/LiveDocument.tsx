import type { Editor } from "@tiptap/core";
import { useEffect } from "react";
import { createPortal } from "react-dom";
import { useStore } from "zustand";
import type { DocumentAnchor, DocumentThread } from "../../shared/documents/documentComment.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { CommunityId, UserId } from "../../shared/protocol/ids.ts";
import { EditorSkeleton } from "./EditorSkeleton.tsx";
import { Faces } from "./Faces.tsx";
import type { OpenDocument } from "./openDocument.ts";
import { RefusedNote } from "./RefusedNote.tsx";
import { SaveLine } from "./SaveLine.tsx";
import { useOpenDocument } from "./useOpenDocument.ts";
import { LiveText } from "./LiveText.tsx";
import { Suggesting } from "./Suggesting.tsx";
import type { Shown } from "./useDocumentView.ts";

interface LiveDocumentProps {
  name: DocumentName;
  /** What a screen reader calls the text. */
  label: string;
  /** With the tools for a few paragraphs, not for pages. */
  isSmall?: boolean;
  communityId: CommunityId;
  me: { id: UserId; name: string };
  mayEdit: boolean;
  shown: Shown;
  /** Where it is said whether all is saved and who is here. */
  status: HTMLElement | null;
  threads: readonly DocumentThread[] | undefined;
  chosen: DocumentThread | undefined;
  onChoose: (threadId: string) => void;
  onComment: (anchor: DocumentAnchor) => void;
  /** Told what is to be said of it, where a suggestion was sent. */
  onSuggested: (said?: string) => void;
  /** Told of the text's editor, and of each that takes its place. */
  onEditor?: (editor: Editor) => void;
  /** Told whether there is anything that the server is not known to have. */
  onUnsaved?: (isUnsaved: boolean) => void;
  onClosed: () => void;
}

/** A document's live text, for whoever may at least comment on it. */
export const LiveDocument = (props: LiveDocumentProps) => {
  const { name, me, mayEdit, onClosed } = props;
  const open = useOpenDocument(name, me, mayEdit, onClosed);
  return open ? <Opened {...props} open={open} /> : <EditorSkeleton />;
};

const Opened = ({
  open,
  name,
  label,
  isSmall,
  communityId,
  me,
  mayEdit,
  shown,
  status,
  threads,
  chosen,
  onChoose,
  onComment,
  onSuggested,
  onEditor,
  onUnsaved,
  onClosed,
}: LiveDocumentProps & { open: OpenDocument }) => {
  const { ending, isUnsaved } = useStore(open.state);
  const shared = { open, name, communityId, me, isSmall };
  useEffect(() => onUnsaved?.(isUnsaved), [onUnsaved, isUnsaved]);
  useEffect(() => {
    // A change that is refused may be one that one was no longer free to make.
    if (ending !== undefined) {
      onClosed();
    }
  }, [ending, onClosed]);
  return (
    <>
      {status &&
        createPortal(
          <>
            {mayEdit && <SaveLine open={open} />}
            <Faces awareness={open.provider.awareness} />
          </>,
          status,
        )}
      {ending === "refused" && <RefusedNote open={open} />}
      {shown.what === "suggesting" && <Suggesting {...shared} onDone={onSuggested} />}
      {shown.what === "text" && (
        <LiveText
          {...shared}
          label={label}
          mayEdit={mayEdit}
          threads={threads}
          chosen={chosen}
          onChoose={onChoose}
          onComment={onComment}
          onEditor={onEditor}
        />
      )}
    </>
  );
};
