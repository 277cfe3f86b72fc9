import { PencilLine } from "lucide-react";
import type { listSuggestions, Suggestion } from "../../shared/documents/suggestion.ts";
import type { SuggestionId } from "../../shared/protocol/ids.ts";
import type { useAskPages } from "../connection/useAskPages.ts";
import { Avatar } from "../design/Avatar.tsx";
import { Button } from "../design/Button.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { Time } from "../language/Time.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface SuggestionsPanelProps {
  asked: ReturnType<typeof useAskPages<typeof listSuggestions>>;
  /** Where one may, and does not already. */
  onBegin: (() => void) | undefined;
  chosen: SuggestionId | undefined;
  onChoose: (suggestion: Suggestion) => void;
}

/** What others would change, waiting for somebody to decide. */
export const SuggestionsPanel = ({ asked, onBegin, chosen, onChoose }: SuggestionsPanelProps) => {
  const { t } = useTranslation();
  const { pages, isLoading, hasMore, loadMore, isLoadingMore } = asked;
  const suggestions = pages.flatMap((page) => page.suggestions);
  return (
    <div className="grid gap-3">
      {isLoading && <Skeleton className="h-20" />}
      {!isLoading && suggestions.length === 0 && (
        <p className="text-quiet">{t("suggestion.empty")}</p>
      )}
      {onBegin && (
        <Button size="small" className="justify-self-start" onClick={onBegin}>
          <PencilLine aria-hidden size={16} />
          {t("suggestion.begin")}
        </Button>
      )}
      {suggestions.length > 0 && (
        <ul className="grid gap-2">
          {suggestions.map((suggestion) => (
            <li key={suggestion.id}>
              <button
                type="button"
                aria-pressed={suggestion.id === chosen}
                onClick={() => onChoose(suggestion)}
                className="grid w-full gap-1 rounded-lg border border-line bg-raised p-3 text-left hover:border-edge aria-pressed:border-accent"
              >
                <span className="flex items-center gap-2 text-small text-quiet">
                  <Avatar id={suggestion.author.id} name={suggestion.author.name} />
                  <span className="min-w-0 truncate font-strong text-text">
                    {suggestion.author.name}
                  </span>
                  <Time at={suggestion.at} />
                </span>
                <span className={suggestion.note === "" ? "text-quiet" : ""}>
                  {suggestion.note === "" ? t("suggestion.noNote") : suggestion.note}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <Button size="small" isPending={isLoadingMore} onClick={loadMore}>
          {t("suggestion.more")}
        </Button>
      )}
    </div>
  );
};
