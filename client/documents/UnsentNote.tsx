import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { UserId } from "../../shared/protocol/ids.ts";
import { announce } from "../design/Announcer.tsx";
import { Button } from "../design/Button.tsx";
import { ConfirmButton } from "../design/ConfirmButton.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import type { OpenDocument } from "./openDocument.ts";
import { addToSuggestion } from "./openFork.ts";
import { findUnsent, type UnsentChanges } from "./unsentChanges.ts";
import { useOpenDocument } from "./useOpenDocument.ts";

interface UnsentNoteProps {
  name: DocumentName;
  me: { id: UserId; name: string };
  maySuggest: boolean;
  onSuggest: () => void;
}

const nothing = () => undefined;

/** For whoever may no longer edit: what they wrote and the server did not take can be suggested, or copied. */
export const UnsentNote = (props: UnsentNoteProps) => {
  const open = useOpenDocument(props.name, props.me, false, nothing);
  return open && <Compared {...props} open={open} />;
};

const Compared = ({ open, ...props }: UnsentNoteProps & { open: OpenDocument }) => {
  const { name, me } = props;
  const { isShown } = useStore(open.state);
  const [unsent, setUnsent] = useState<UnsentChanges>();
  useEffect(() => {
    let isWanted = true;
    const look = async () => {
      const found = await findUnsent(name, me.id, open.doc);
      if (isWanted) {
        setUnsent(found);
      }
    };
    if (isShown) {
      void look();
    }
    return () => {
      isWanted = false;
    };
  }, [isShown, name, me.id, open]);
  return unsent && <Note {...props} unsent={unsent} onDone={() => setUnsent(undefined)} />;
};

const Note = ({
  name,
  maySuggest,
  onSuggest,
  unsent,
  onDone,
}: UnsentNoteProps & { unsent: UnsentChanges; onDone: () => void }) => {
  const { t } = useTranslation();
  const suggest = async () => {
    addToSuggestion(name, unsent.update);
    await unsent.forget();
    onDone();
    onSuggest();
  };
  const copy = async () => {
    await navigator.clipboard.writeText(unsent.text);
    announce(t("action.copied"));
  };
  const drop = async () => {
    await unsent.forget();
    onDone();
  };
  return (
    <section
      aria-labelledby="unsent"
      className="grid gap-3 rounded-lg border border-warn/50 bg-raised p-4"
    >
      <h2 id="unsent" className="font-strong">
        {t("unsent.title")}
      </h2>
      <p>{maySuggest ? t("unsent.suggestHelp") : t("unsent.copyHelp")}</p>
      {unsent.text !== "" && (
        <blockquote className="max-h-48 overflow-y-auto border-l-3 border-warn pl-3 whitespace-pre-wrap wrap-anywhere">
          {unsent.text}
        </blockquote>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {maySuggest && (
          <Button size="small" look="primary" onClick={() => void suggest()}>
            {t("unsent.suggest")}
          </Button>
        )}
        {/* Browsers lend the clipboard only to pages that came by HTTPS. The text can be marked either way. */}
        {window.isSecureContext && unsent.text !== "" && (
          <Button size="small" onClick={() => void copy()}>
            {t("action.copy")}
          </Button>
        )}
        <ConfirmButton
          label={t("unsent.drop")}
          question={t("suggestion.discardSure")}
          isPending={false}
          onConfirm={() => void drop()}
        >
          {t("unsent.drop")}
        </ConfirmButton>
      </div>
    </section>
  );
};
