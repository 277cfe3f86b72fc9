import { useEffect, useRef } from "react";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import { useAsk } from "../connection/useAsk.ts";
import { ErrorState } from "../design/ErrorState.tsx";
import { DocumentText } from "../documents/DocumentText.tsx";
import { EditorSkeleton } from "../documents/EditorSkeleton.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface StaticTextProps {
  name: DocumentName;
  /** When it was changed or approved last, as far as is known: another time is a reason to read it again. */
  now: string;
}

/** A page's text for those who only read it. */
export const StaticText = ({ name, now }: StaticTextProps) => {
  const { t } = useTranslation();
  const { value, failure, askAgain } = useAsk(readDocument, { name });
  const read = useRef(now);
  useEffect(() => {
    if (read.current !== now) {
      read.current = now;
      void askAgain();
    }
  }, [now, askAgain]);
  if (!value) {
    return failure ? (
      <ErrorState code={failure.code} onRetry={() => void askAgain()} />
    ) : (
      <EditorSkeleton />
    );
  }
  return (
    <>
      {value.versionId && <p className="text-small text-quiet">{t("approval.shown")}</p>}
      {value.tree.length === 0 ? (
        <p className="py-6 text-quiet italic">{t("wiki.noText")}</p>
      ) : (
        <DocumentText tree={value.tree} />
      )}
    </>
  );
};
