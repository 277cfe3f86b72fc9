import type { DocumentName } from "../../shared/documents/documentName.ts";
import { AuthorsView } from "../documents/AuthorsView.tsx";
import { SuggestionPreview } from "../documents/SuggestionPreview.tsx";
import { VersionPreview } from "../documents/VersionPreview.tsx";
import type { Shown } from "./usePageView.ts";

interface PreviewProps {
  name: DocumentName;
  shown: Exclude<Shown, { what: "text" | "suggesting" }>;
  userId: string | undefined;
  mayEdit: boolean;
  onDone: () => void;
}

/** What stands in the place of a page's text for a while. */
export const Preview = ({ name, shown, userId, mayEdit, onDone }: PreviewProps) => {
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
  return shown.what === "version" ? (
    <VersionPreview key={shown.id} versionId={shown.id} mayRestore={mayEdit} onDone={onDone} />
  ) : (
    <AuthorsView name={name} onDone={onDone} />
  );
};
