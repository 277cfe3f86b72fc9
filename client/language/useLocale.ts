import { useTranslation } from "./useTranslation.ts";
import { Locale } from "../../shared/accounts/account.ts";

export const useLocale = (): Locale => {
  const { language } = useTranslation();
  return Locale.safeParse(language).data ?? "en";
};
