import { useState } from "react";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { listDocumentPeople } from "../../shared/documents/listPeople.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { useAsk } from "../connection/useAsk.ts";
import { TextField } from "../design/TextField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

const SHOWN = 4;
const asked = /@([^\s@]{0,40})$/u;

interface MentionFieldProps {
  name: DocumentName;
  label: string;
  problem: string | undefined;
  text: string;
  onText: (text: string) => void;
  onMention: (person: Person) => void;
  takesFocus?: boolean;
}

/** Words in which people can be named with an `@`. */
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
  const [chosen, setChosen] = useState("");
  const wanted = text === chosen ? undefined : asked.exec(text)?.[1];
  const { value } = useAsk(
    listDocumentPeople,
    { name, text: wanted ?? "" },
    { isWanted: wanted !== undefined },
  );
  const people = wanted === undefined ? [] : (value?.people.slice(0, SHOWN) ?? []);
  const choose = (person: Person) => {
    const next = `${text.replace(asked, "")}@${person.name} `;
    setChosen(next);
    onText(next);
    onMention(person);
  };
  return (
    <div className="grid gap-2">
      <TextField
        multiline
        rows={2}
        label={label}
        problem={problem}
        value={text}
        onValue={onText}
        takesFocus={takesFocus}
        required
      />
      {people.length > 0 && (
        <ul aria-label={t("editor.menu.mentions")} className="flex flex-wrap gap-1">
          {people.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                onClick={() => choose(person)}
                className="min-h-9 rounded-full border border-line px-3 text-small hover:bg-sunken pointer-coarse:min-h-11"
              >
                @{person.name}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
