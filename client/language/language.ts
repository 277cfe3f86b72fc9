import { createInstance, type i18n } from "i18next";
import type { Locale } from "../../shared/accounts/account.ts";
import type en from "./en.json";
import { keepLocale, startLocale } from "./locale.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

export const texts: i18n = createInstance();

const load = {
  en: () => import("./en.json"),
  "zh-Hant": () => import("./zh-Hant.json"),
  "zh-Hans": () => import("./zh-Hans.json"),
};

export const startLanguage = async (): Promise<void> => {
  const locale = startLocale();
  const { default: translation } = await load[locale]();
  await texts.init({
    lng: locale,
    resources: { [locale]: { translation } },
    fallbackLng: false,
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
};

/** Only the language in use is on the page; another is fetched when it is chosen. */
export const changeLanguage = async (locale: Locale): Promise<void> => {
  const { default: translation } = await load[locale]();
  texts.addResourceBundle(locale, "translation", translation);
  await texts.changeLanguage(locale);
  keepLocale(locale);
};
