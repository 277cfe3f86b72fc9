import { useState } from "react";
import { useStore } from "zustand";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { addSuggestion } from "../../shared/documents/suggestion.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";
import { ConfirmButton } from "../design/ConfirmButton.tsx";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import type { Fork } from "./openFork.ts";

const NOTE_MAX = 1000;

interface SuggestBarProps {
  name: DocumentName;
  fork: Fork;
  /** With what is to be said of it, where it was sent. */
  onDone: (said?: string) => void;
}

/** What one writes below is a suggestion: nothing changes until somebody accepts it. */
export const SuggestBar = ({ name, fork, onDone }: SuggestBarProps) => {
  const { t } = useTranslation();
  const { send, isPending, failure } = useCommand(addSuggestion);
  const { isUnsaved } = useStore(fork.state);
  const [note, setNote] = useState("");

  const submit = async () => {
    const update = fork.change();
    if (update === undefined) {
      return;
    }
    if ((await send({ name, update, note })).ok) {
      fork.discard();
      onDone(t("suggestion.sent"));
    }
  };

  return (
    <section
      aria-label={t("suggestion.mode")}
      className="grid gap-3 rounded-lg border border-good/50 bg-raised p-3"
    >
      <div>
        <p className="font-strong">{t("suggestion.mode")}</p>
        <p className="text-small text-quiet">{t("suggestion.modeHelp")}</p>
      </div>
      <TextField
        label={t("suggestion.note")}
        isLabelHidden
        placeholder={t("suggestion.note")}
        value={note}
        onValue={setNote}
        maxLength={NOTE_MAX}
      />
      <FailureNote failure={failure} />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="small"
          look="primary"
          isPending={isPending}
          disabled={!isUnsaved}
          onClick={() => void submit()}
        >
          {t("suggestion.send")}
        </Button>
        {isUnsaved ? (
          <ConfirmButton
            label={t("suggestion.discard")}
            question={t("suggestion.discardSure")}
            isPending={false}
            onConfirm={() => {
              fork.discard();
              onDone();
            }}
          >
            {t("suggestion.discard")}
          </ConfirmButton>
        ) : (
          <Button size="small" look="quiet" onClick={() => onDone()}>
            {t("action.cancel")}
          </Button>
        )}
      </div>
    </section>
  );
};
