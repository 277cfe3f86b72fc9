import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { Version } from "../../shared/documents/version.ts";
import { AuthorsView } from "./AuthorsView.tsx";
import { SuggestionPreview } from "./SuggestionPreview.tsx";
import { VersionPreview } from "./VersionPreview.tsx";
import type { Shown } from "./useDocumentView.ts";

interface DocumentPreviewProps {
  name: DocumentName;
  shown: Exclude<Shown, { what: "text" | "suggesting" }>;
  userId: string | undefined;
  mayEdit: boolean;
  /** As they are known so far, the last first. */
  versions: readonly Version[];
  /** With what is to be said of what was done. */
  onDone: (said?: string) => void;
}

/** What stands in the place of a document's text for a while. */
export const DocumentPreview = ({
  name,
  shown,
  userId,
  mayEdit,
  versions,
  onDone,
}: DocumentPreviewProps) => {
  if (shown.what === "suggestion") {
    return (
      <SuggestionPreview
        key={shown.id}
        suggestionId={shown.id}
        userId={userId}
        mayDecide={mayEdit}
        onDone={onDone}
      />
    );
  }
  if (shown.what === "version") {
    const at = versions.findIndex(({ id }) => id === shown.id);
    return (
      <VersionPreview
        key={shown.id}
        versionId={shown.id}
        before={at < 0 ? undefined : versions[at + 1]?.id}
        mayEdit={mayEdit}
        onDone={onDone}
      />
    );
  }
  return <AuthorsView name={name} onDone={onDone} />;
};
