import { createStore } from "zustand/vanilla";
import type { Locale } from "../../shared/accounts/account.ts";
import { keepLocale, startLocale } from "./locale.ts";
import { type Texts, type Translate, translator } from "./translate.ts";

/** The language on the screen, and its texts. */
interface Language {
  readonly locale: Locale;
  readonly t: Translate;
}

export const language = createStore<Language>(() => ({ locale: "en", t: (key) => key }));

const load: Record<Locale, () => Promise<{ default: Texts }>> = {
  en: () => import("./en.json"),
  "zh-Hant": () => import("./zh-Hant.json"),
  "zh-Hans": () => import("./zh-Hans.json"),
};

const show = async (locale: Locale): Promise<void> => {
  const { default: texts } = await load[locale]();
  language.setState({ locale, t: translator(texts, locale) });
};

export const startLanguage = (): Promise<void> => show(startLocale());

/** Only the language in use is on the page; another is fetched when it is chosen. */
export const changeLanguage = async (locale: Locale): Promise<void> => {
  await show(locale);
  keepLocale(locale);
};
