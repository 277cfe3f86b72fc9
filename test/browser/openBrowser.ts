import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import type { Person } from "../support/person.ts";

const EXECUTABLE = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Only the last list counts, so what the driver turns off is here as well, beside parts of the browser's own window. */
const FEATURES_OFF = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsFirstBalancedModeAutoEnable",
  "HttpsUpgrades",
  "LensOverlay",
  "MediaRouter",
  "NetworkTimeServiceQuerying",
  "OptimizationHints",
  "PaintHolding",
  "PreconnectToSearch",
  "ThirdPartyStoragePartitioning",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxPopup",
];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${FEATURES_OFF.join(",")}`,
];

export interface Look {
  width?: number;
  height?: number;
  theme?: "light" | "dark";
  locale?: "en" | "zh-Hant" | "zh-Hans";
}

/** Each page belongs to one person, in a browser profile of their own. */
export interface OpenBrowser {
  page(url: string, who?: Pick<Person, "cookie">, look?: Look): Promise<Page>;
  close(): Promise<void>;
}

const logIn = async (context: BrowserContext, url: string, cookie: string) => {
  const at = cookie.indexOf("=");
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), url }]);
};

export const openBrowser = async (): Promise<OpenBrowser> => {
  const browser: Browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  return {
    async page(url, who, { width = 1280, height = 900, theme = "light", locale = "en" } = {}) {
      const context = await browser.newContext({
        baseURL: url,
        viewport: { width, height },
        colorScheme: theme,
        locale,
        reducedMotion: "reduce",
      });
      if (who?.cookie !== undefined) {
        await logIn(context, url, who.cookie);
      }
      const page = await context.newPage();
      page.setDefaultTimeout(10_000);
      return page;
    },
    close: () => browser.close(),
  };
};
