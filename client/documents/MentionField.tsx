import { type KeyboardEvent, useId, useState } from "react";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { listDocumentPeople } from "../../shared/documents/listPeople.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { useAsk } from "../connection/useAsk.ts";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

const SHOWN = 4;
const asked = /@([^\s@]{0,40})$/u;
const folded = (words: string): string => words.normalize("NFKC").toLowerCase();
const steps = new Map([
  ["ArrowDown", 1],
  ["ArrowUp", -1],
]);

interface MentionFieldProps {
  name: DocumentName;
  label: string;
  problem: string | undefined;
  text: string;
  onText: (text: string) => void;
  onMention: (person: Person) => void;
  takesFocus?: boolean;
}

/** Words in which people can be named with an `@`: the arrows go through those found, Enter takes one. */
export const MentionField = ({
  name,
  label,
  problem,
  text,
  onText,
  onMention,
  takesFocus = false,
}: MentionFieldProps) => {
  const { t } = useTranslation();
  const id = useId();
  // With which text it is done: somebody was taken, or nobody is meant.
  const [settled, setSettled] = useState("");
  const [marked, setMarked] = useState(0);
  const wanted = text === settled ? undefined : asked.exec(text)?.[1];
  const { value } = useAsk(
    listDocumentPeople,
    { name, text: wanted ?? "" },
    { isWanted: wanted !== undefined },
  );
  // The answer may still be to what was typed before: Enter must not take somebody else.
  const people =
    wanted === undefined
      ? []
      : (value?.people.filter(({ name: who }) => folded(who).includes(folded(wanted))) ?? []).slice(
          0,
          SHOWN,
        );
  const person = people[marked];
  const isOpen = people.length > 0;

  const take = (taken: Person) => {
    const next = `${text.replace(asked, "")}@${taken.name} `;
    setSettled(next);
    onText(next);
    onMention(taken);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.nativeEvent.isComposing) {
      return;
    }
    const step = steps.get(event.key);
    if (step !== undefined) {
      event.preventDefault();
      setMarked((marked + step + people.length) % people.length);
    } else if (event.key === "Enter" && person) {
      event.preventDefault();
      take(person);
    } else if (event.key === "Escape") {
      event.preventDefault();
      setSettled(text);
    }
  };

  return (
    <div className="grid gap-2">
      <TextField
        multiline
        rows={2}
        label={label}
        problem={problem}
        value={text}
        onValue={(next) => {
          setMarked(0);
          onText(next);
        }}
        onKeyDown={onKeyDown}
        aria-controls={isOpen ? id : undefined}
        aria-activedescendant={person && `${id}-${person.id}`}
        takesFocus={takesFocus}
        required
      />
      {isOpen && (
        // The keyboard stays in the words and drives this list from there, which a select cannot have.
        <div
          id={id}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="listbox"
          aria-label={t("editor.menu.mentions")}
          className="flex flex-wrap gap-1"
        >
          {people.map((found) => (
            <div
              key={found.id}
              id={`${id}-${found.id}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
              role="option"
              tabIndex={-1}
              aria-selected={found === person}
              onMouseDown={(event) => {
                // The caret stays behind the name.
                event.preventDefault();
                take(found);
              }}
              className="flex min-h-9 cursor-pointer items-center rounded-full border border-line px-3 text-small hover:bg-sunken aria-selected:border-edge aria-selected:bg-sunken pointer-coarse:min-h-11"
            >
              @{found.name}
            </div>
          ))}
        </div>
      )}
    </div>
  );
};
