import { deviceStorage } from "../design/deviceStorage.ts";
import { Locale } from "../../shared/accounts/account.ts";

/** Read before the first paint by public/first-paint.js. */
const KEY = "locale";

/** As the first paint has set it on the page. */
export const startLocale = (): Locale =>
  Locale.safeParse(document.documentElement.lang).data ?? "en";

export const keepLocale = (locale: Locale): void => {
  deviceStorage.keep(KEY, locale);
  document.documentElement.lang = locale;
};

/** What `Intl` wants to hear. */
export const intlLocale: Record<Locale, string> = {
  en: "en",
  "zh-Hant": "zh-Hant-TW",
  "zh-Hans": "zh-Hans-CN",
};

/** Each language in its own words, for whoever cannot read the one on the screen. */
export const localeNames: Record<Locale, string> = {
  en: "English",
  "zh-Hant": "繁體中文",
  "zh-Hans": "简体中文",
};
