import { UserPlus } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { findMembers } from "../../shared/members/findMembers.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";
import { NAME_MAX, type Person } from "../../shared/protocol/person.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useAsk } from "../connection/useAsk.ts";
import { Avatar } from "../design/Avatar.tsx";
import { Skeleton } from "../design/Skeleton.tsx";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface PersonFinderProps {
  communityId: CommunityId;
  /** Who is not offered again. */
  without: readonly string[];
  onChoose: (person: Person) => void;
}

/** Finds those who have a role in a community, by a part of their name. */
export const PersonFinder = ({ communityId, without, onChoose }: PersonFinderProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const text = useDeferredValue(typed.trim());
  const isWanted = text !== "";
  const { value, failure } = useAsk(findMembers, { communityId, text }, { isWanted });
  const people = value?.people.filter(({ id }) => !without.includes(id)) ?? [];
  return (
    <div className="grid gap-2">
      <TextField
        label={t("finder.label")}
        help={t("finder.help")}
        value={typed}
        onValue={setTyped}
        maxLength={NAME_MAX}
        type="search"
        autoComplete="off"
        // It stands in a form of its own kind: Enter takes the first who was found.
        onKeyDown={(event) => {
          const [first] = people;
          if (event.key === "Enter" && !event.nativeEvent.isComposing) {
            event.preventDefault();
            if (first) {
              onChoose(first);
              setTyped("");
            }
          }
        }}
      />
      {isWanted &&
        !value &&
        (failure ? <FailureNote failure={failure} /> : <Skeleton className="h-11" />)}
      {isWanted && value && people.length === 0 && (
        <output className="text-small text-quiet">
          {value.people.length > 0 ? t("finder.already") : t("finder.nobody")}
        </output>
      )}
      {isWanted && people.length > 0 && (
        <ul
          aria-label={t("finder.found")}
          className="max-h-64 overflow-y-auto rounded-md border border-line bg-raised"
        >
          {people.map((person) => (
            <li key={person.id} className="border-line not-first:border-t">
              <button
                type="button"
                aria-label={t("finder.add", { name: person.name })}
                onClick={() => {
                  onChoose(person);
                  setTyped("");
                }}
                className="flex min-h-11 w-full items-center gap-2 px-3 py-1 text-left hover:bg-sunken"
              >
                <Avatar id={person.id} name={person.name} />
                <span className="min-w-0 flex-1 truncate">{person.name}</span>
                <UserPlus aria-hidden size={16} className="shrink-0 text-quiet" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
