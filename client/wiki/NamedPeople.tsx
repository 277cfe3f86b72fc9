import { X } from "lucide-react";
import { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { Avatar } from "../design/Avatar.tsx";
import { SelectField } from "../design/SelectField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

export interface NamedPerson {
  readonly user: Person;
  readonly rights: DocumentRights;
}

interface NamedPeopleProps {
  people: readonly NamedPerson[];
  onPeople: (people: readonly NamedPerson[]) => void;
}

/** Who has rights of their own, whatever their role, and which. */
export const NamedPeople = ({ people, onPeople }: NamedPeopleProps) => {
  const { t } = useTranslation();
  if (people.length === 0) {
    return <p className="text-small text-quiet">{t("share.noPeople")}</p>;
  }
  return (
    <ul aria-label={t("share.people")} className="grid gap-2">
      {people.map(({ user, rights }) => (
        <li
          key={user.id}
          className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-1 rounded-lg border border-line bg-raised p-2 pl-3"
        >
          <Avatar id={user.id} name={user.name} />
          <span className="truncate font-strong">{user.name}</span>
          <button
            type="button"
            aria-label={t("share.removePerson", { name: user.name })}
            onClick={() => onPeople(people.filter((one) => one.user.id !== user.id))}
            className="grid size-11 place-items-center rounded-md text-quiet hover:bg-sunken hover:text-text"
          >
            <X aria-hidden size={16} />
          </button>
          <div className="col-span-3 pr-1 pb-1">
            <SelectField
              label={t("share.rightsOf", { name: user.name })}
              isLabelHidden
              value={rights}
              options={DocumentRights.options.map((value) => ({
                value,
                label: t(`share.rights.${value}`),
              }))}
              onValue={(value) =>
                onPeople(
                  people.map((one) => (one.user.id === user.id ? { user, rights: value } : one)),
                )
              }
            />
          </div>
        </li>
      ))}
    </ul>
  );
};
