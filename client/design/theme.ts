import { deviceStorage } from "./deviceStorage.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** Read before the first paint by public/first-paint.js. */
const KEY = "theme";

const isTheme = (value: unknown): value is Theme => themes.some((theme) => theme === value);

export const readTheme = (): Theme => {
  const stored = deviceStorage.read(KEY);
  return isTheme(stored) ? stored : "system";
};

export const applyTheme = (theme: Theme): void => {
  deviceStorage.keep(KEY, theme);
  if (theme === "system") {
    delete document.documentElement.dataset["theme"];
  } else {
    document.documentElement.dataset["theme"] = theme;
  }
};
