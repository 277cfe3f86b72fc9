import { useState } from "react";
import { useTranslation } from "../language/useTranslation.ts";
import { Locale } from "../../shared/accounts/account.ts";
import { editAccount } from "../../shared/accounts/editAccount.ts";
import { FailureNote } from "../connection/FailureNote.tsx";
import { useCommand } from "../connection/useCommand.ts";
import { Choice } from "../design/Choice.tsx";
import { applyTheme, readTheme, type Theme, themes } from "../design/theme.ts";
import { changeLanguage } from "../language/language.ts";
import { localeNames } from "../language/locale.ts";
import { useLocale } from "../language/useLocale.ts";
import { useMe } from "./useMe.ts";

/** Language and light. The language goes with the account, the light stays with the device. */
export const AppearanceSection = ({ isMember }: { isMember: boolean }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const { refresh } = useMe();
  const { send, failure } = useCommand(editAccount);
  // What was pressed is marked at once, while its texts are on their way.
  const [chosen, setChosen] = useState<Locale>();
  const [theme, setTheme] = useState<Theme>(readTheme);

  const chooseLanguage = async (chosen: Locale) => {
    setChosen(chosen);
    await changeLanguage(chosen);
    if (isMember && (await send({ locale: chosen })).ok) {
      await refresh();
    }
  };

  return (
    <section className="grid gap-6">
      <Choice
        label={t("account.language")}
        value={chosen ?? locale}
        options={Locale.options.map((value) => ({ value, label: localeNames[value] }))}
        onValue={(chosen) => void chooseLanguage(chosen)}
      />
      <FailureNote failure={failure} />
      <Choice
        label={t("account.theme")}
        value={theme}
        options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
        onValue={(chosen) => {
          applyTheme(chosen);
          setTheme(chosen);
        }}
      />
    </section>
  );
};
