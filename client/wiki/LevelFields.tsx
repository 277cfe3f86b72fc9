import { DocumentRights } from "../../shared/documents/documentRights.ts";
import { PageReaders, type WikiRights } from "../../shared/wiki/pageRights.ts";
import { SelectField } from "../design/SelectField.tsx";
import { useTranslation } from "../language/useTranslation.ts";

interface LevelFieldsProps {
  rights: WikiRights;
  /** What is said where a level is left to nobody by their role. */
  nobody: string;
  onRights: (rights: WikiRights) => void;
}

/** From which role on people may read, comment, suggest and edit. */
export const LevelFields = ({ rights, nobody, onRights }: LevelFieldsProps) => {
  const { t } = useTranslation();
  return DocumentRights.options.map((level) => (
    <SelectField
      key={level}
      label={t(`share.who.${level}`)}
      value={rights[level]}
      options={PageReaders.options.map((value) => ({
        value,
        label: value === "nobody" ? nobody : t(`share.from.${value}`),
      }))}
      onValue={(value) => onRights({ ...rights, [level]: value })}
    />
  ));
};
