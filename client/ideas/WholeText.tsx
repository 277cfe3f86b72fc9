import { type ReactNode, useEffect, useRef } from "react";
import { documentName } from "../../shared/documents/documentName.ts";
import { readDocument } from "../../shared/documents/readDocument.ts";
import type { IdeaBody } from "../../shared/ideas/ideaBody.ts";
import { useAsk } from "../connection/useAsk.ts";
import { Button } from "../design/Button.tsx";
import { DocumentText } from "../documents/DocumentText.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface WholeTextProps {
  body: IdeaBody;
  /** Its beginning, until the rest is there. */
  children: ReactNode;
}

/** All of a text that is too long to come along with its idea. */
export const WholeText = ({ body: { id, rev }, children }: WholeTextProps) => {
  const { t } = useTranslation();
  const name = documentName({ type: "idea", id });
  const { value, failure, askAgain } = useAsk(readDocument, { name });
  const shown = useRef(rev);
  useEffect(() => {
    if (shown.current !== rev) {
      shown.current = rev;
      void askAgain();
    }
  }, [rev, askAgain]);
  if (value) {
    return <DocumentText tree={value.tree} />;
  }
  return (
    <>
      {children}
      {failure && (
        <p className="flex flex-wrap items-center gap-3 text-quiet">
          {t("idea.isCut")}
          <Button size="small" onClick={() => void askAgain()}>
            {t("action.retry")}
          </Button>
        </p>
      )}
    </>
  );
};
