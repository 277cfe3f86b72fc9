import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { DocumentEditor } from "./DocumentEditor.tsx";
import { EditorSkeleton } from "./EditorSkeleton.tsx";
import type { OpenDocument } from "./openDocument.ts";
import { type Fork, openFork } from "./openFork.ts";
import { SuggestBar } from "./SuggestBar.tsx";
import { useMentions } from "./useMentions.ts";
import { useTranslation } from "../language/useTranslation.ts";

interface SuggestingProps {
  open: OpenDocument;
  name: DocumentName;
  communityId: CommunityId;
  me: Person;
  isSmall?: boolean | undefined;
  onDone: (said?: string) => void;
}

/** The text as one would have it. */
export const Suggesting = ({ open, name, communityId, me, isSmall, onDone }: SuggestingProps) => {
  const { t } = useTranslation();
  const { isShown } = useStore(open.state);
  const find = useMentions(name, communityId);
  const [fork, setFork] = useState<Fork>();
  useEffect(() => {
    if (!isShown) {
      return undefined;
    }
    const opened = openFork(name, open);
    // The fork lives as long as this effect.
    // oxlint-disable-next-line react/set-state-in-effect
    setFork(opened);
    return () => {
      setFork(undefined);
      opened.close();
    };
  }, [isShown, name, open]);
  if (!fork) {
    return <EditorSkeleton />;
  }
  return (
    <div className="grid gap-3">
      <SuggestBar name={name} fork={fork} onDone={onDone} />
      <DocumentEditor
        open={fork}
        label={t("suggestion.text")}
        isEditable
        me={me}
        find={find}
        isSmall={isSmall}
      />
    </div>
  );
};
