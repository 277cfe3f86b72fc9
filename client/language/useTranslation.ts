import type { TFunction } from "i18next";
import { useMemo, useSyncExternalStore } from "react";
import { texts } from "./language.ts";

const watch = (listener: () => void) => {
  texts.on("languageChanged", listener);
  return () => texts.off("languageChanged", listener);
};

/** The texts of the language on the screen; a change of it shows at once. */
export const useTranslation = (): { t: TFunction; language: string } => {
  const language = useSyncExternalStore(watch, () => texts.language);
  const t = useMemo(() => texts.getFixedT(language), [language]);
  return { t, language };
};
