import { useStore } from "zustand";
import type { Locale } from "../../shared/accounts/account.ts";
import { language } from "./language.ts";

export const useLocale = (): Locale => useStore(language, ({ locale }) => locale);
