import { useStore } from "zustand";
import { language } from "./language.ts";
import type { Translate } from "./translate.ts";

/** The texts of the language on the screen; a change of it shows at once. */
export const useTranslation = (): { t: Translate } => {
  const { t } = useStore(language);
  return { t };
};
