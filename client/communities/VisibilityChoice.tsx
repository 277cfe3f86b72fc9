import { useTranslation } from "../language/useTranslation.ts";
import type { Visibility } from "../../shared/communities/community.ts";
import { Choice } from "../design/Choice.tsx";

interface VisibilityChoiceProps {
  value: Visibility;
  onValue: (value: Visibility) => void;
  privateHelp: string;
}

export const VisibilityChoice = ({ value, onValue, privateHelp }: VisibilityChoiceProps) => {
  const { t } = useTranslation();
  return (
    <Choice
      label={t("visibility.label")}
      value={value}
      onValue={onValue}
      options={[
        { value: "public", label: t("visibility.public"), help: t("visibility.publicHelp") },
        { value: "private", label: t("visibility.private"), help: privateHelp },
      ]}
    />
  );
};
