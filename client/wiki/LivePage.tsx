import { useEffect } from "react";
import { createPortal } from "react-dom";
import { useStore } from "zustand";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { CommunityId, UserId } from "../../shared/protocol/ids.ts";
import { EditorSkeleton } from "../documents/EditorSkeleton.tsx";
import { Faces } from "../documents/Faces.tsx";
import type { OpenDocument } from "../documents/openDocument.ts";
import { RefusedNote } from "../documents/RefusedNote.tsx";
import { SaveLine } from "../documents/SaveLine.tsx";
import { useOpenDocument } from "../documents/useOpenDocument.ts";
import { LiveText } from "./LiveText.tsx";

interface LivePageProps {
  name: DocumentName;
  communityId: CommunityId;
  me: { id: UserId; name: string } | undefined;
  mayEdit: boolean;
  /** Where it is said whether all is saved and who is here. */
  status: HTMLElement | null;
  onClosed: () => void;
}

/** A page's live text. */
export const LivePage = (props: LivePageProps) => {
  const { name, me, mayEdit, onClosed } = props;
  const open = useOpenDocument(name, me, mayEdit, onClosed);
  return open ? <Opened {...props} open={open} /> : <EditorSkeleton />;
};

const Opened = ({
  open,
  name,
  communityId,
  me,
  mayEdit,
  status,
  onClosed,
}: LivePageProps & { open: OpenDocument }) => {
  const { ending } = useStore(open.state);
  const shared = { open, name, communityId, me };
  useEffect(() => {
    if (ending === "closed") {
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
      <LiveText {...shared} mayEdit={mayEdit} />
    </>
  );
};
