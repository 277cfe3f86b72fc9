import { documentName } from "../../shared/documents/documentName.ts";
import { listSuggestions } from "../../shared/documents/suggestion.ts";
import type { IdeaId } from "../../shared/protocol/ids.ts";
import { useAsk } from "../connection/useAsk.ts";
import { Button } from "../design/Button.tsx";
import { useTranslation } from "../language/useTranslation.ts";

/** Tells whoever may decide that somebody has suggested another text. */
export const WaitingSuggestions = ({ ideaId, onOpen }: { ideaId: IdeaId; onOpen: () => void }) => {
  const { t } = useTranslation();
  const name = documentName({ type: "idea", id: ideaId });
  const count = useAsk(listSuggestions, { name }).value?.suggestions.length ?? 0;
  return count === 0 ? undefined : (
    <Button size="small" look="quiet" onClick={onOpen}>
      {t("idea.suggested", { count })}
    </Button>
  );
};
