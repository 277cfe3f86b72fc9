import { useDeferredValue, useState } from "react";
import type { CommunityId, IdeaId } from "../../shared/protocol/ids.ts";
import { SEARCH_TEXT_MAX } from "../../shared/search/findHits.ts";
import { suggestHits } from "../../shared/search/suggestHits.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { Skeleton } from "../design/Skeleton.tsx";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";
import { MarkedText } from "../search/MarkedText.tsx";
import { ideaAt } from "./reference.ts";

interface IdeaFinderProps {
  communityId: CommunityId;
  onChoose: (ideaId: IdeaId) => void;
}

/** Finds an idea of a community by the words of its title; its address will do as well. */
export const IdeaFinder = ({ communityId, onChoose }: IdeaFinderProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim().slice(0, SEARCH_TEXT_MAX));
  const pasted = ideaAt(typed);
  const isWanted = text !== "" && !pasted;
  const { value, failure } = useAsk(suggestHits, { communityId, text, type: "idea" }, { isWanted });
  const found = value?.suggestions.flatMap(({ subject, ...hit }) =>
    subject.type === "idea" ? [{ ...hit, id: subject.id }] : [],
  );
  return (
    <form
      noValidate
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const id = pasted ?? found?.[0]?.id;
        if (id) {
          onChoose(id);
        }
      }}
    >
      <TextField
        label={t("embed.idea")}
        help={t("embed.ideaHelp")}
        value={typed}
        onValue={setTyped}
        type="search"
        autoComplete="off"
      />
      {isWanted &&
        !found &&
        (failure ? <FailureNote failure={failure} /> : <Skeleton className="h-11" />)}
      {isWanted && found?.length === 0 && (
        <output className="text-small text-quiet">{t("editor.nothingFound")}</output>
      )}
      {isWanted && found && found.length > 0 && (
        <ul
          aria-label={t("embed.found")}
          className="max-h-64 overflow-y-auto rounded-md border border-line bg-raised"
        >
          {found.map(({ id, title, board }) => (
            <li key={id} className="border-line not-first:border-t">
              <button
                type="button"
                onClick={() => onChoose(id)}
                className="grid min-h-11 w-full px-3 py-1 text-left hover:bg-sunken"
              >
                <span>
                  <MarkedText segments={title} />
                </span>
                {board && <span className="text-small text-quiet">{board.name}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
};
