import { Check, X } from "lucide-react";
import {
  acceptSuggestion,
  getSuggestion,
  refuseSuggestion,
  withdrawSuggestion,
} from "../../shared/documents/suggestion.ts";
import type { SuggestionId } from "../../shared/protocol/ids.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { useCommand } from "../connection/useCommand.ts";
import { Button } from "../design/Button.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { DiffView } from "./DiffView.tsx";
import { EditorSkeleton } from "./EditorSkeleton.tsx";
import { PreviewBar } from "./PreviewBar.tsx";

interface SuggestionPreviewProps {
  suggestionId: SuggestionId;
  userId: string | undefined;
  mayDecide: boolean;
  /** With what is to be said of it, where it was decided on. */
  onDone: (said?: string) => void;
}

/** How the text would change if a suggestion were accepted now. */
export const SuggestionPreview = ({
  suggestionId,
  userId,
  mayDecide,
  onDone,
}: SuggestionPreviewProps) => {
  const { t } = useTranslation();
  const { value, failure } = useAsk(getSuggestion, { suggestionId });
  const accept = useCommand(acceptSuggestion);
  const refuse = useCommand(refuseSuggestion);
  const withdraw = useCommand(withdrawSuggestion);
  const isPending = accept.isPending || refuse.isPending || withdraw.isPending;

  const decide = async (command: typeof accept | typeof withdraw, said: string) => {
    const reply = await command.send({ suggestionId });
    if (reply.ok) {
      onDone(said);
    }
  };
  const decline = async () => {
    const reply = await refuse.send({ suggestionId });
    if (reply.ok) {
      onDone(t("suggestion.wasRefused"));
    }
  };

  return (
    <section aria-label={t("suggestion.preview")} className="grid gap-2">
      <PreviewBar
        title={
          value
            ? t("suggestion.by", { name: value.suggestion.author.name })
            : t("suggestion.preview")
        }
        note={value?.suggestion.note}
        onClose={onDone}
      >
        {mayDecide && value && (
          <>
            <Button
              size="small"
              look="primary"
              takesFocus
              isPending={isPending}
              onClick={() => void decide(accept, t("suggestion.wasAccepted"))}
            >
              <Check aria-hidden size={16} />
              {t("suggestion.accept")}
            </Button>
            <Button size="small" isPending={isPending} onClick={() => void decline()}>
              <X aria-hidden size={16} />
              {t("suggestion.refuse")}
            </Button>
          </>
        )}
        {!mayDecide && value && value.suggestion.author.id === userId && (
          <Button
            size="small"
            isPending={isPending}
            onClick={() => void decide(withdraw, t("suggestion.wasWithdrawn"))}
          >
            {t("suggestion.withdraw")}
          </Button>
        )}
      </PreviewBar>
      <FailureNote
        failure={
          accept.failure ?? refuse.failure ?? withdraw.failure ?? (value ? undefined : failure)
        }
      />
      {value ? <DiffView diff={value.diff} /> : !failure && <EditorSkeleton />}
    </section>
  );
};
