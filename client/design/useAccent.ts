import { useLayoutEffect } from "react";
import type { Accent } from "../../shared/communities/accent.ts";
import { accents } from "./accents.ts";

/** Colours the page for a community. On the root, since dialogs and menus live outside the page's tree. */
export const useAccent = (accent: Accent | undefined): void => {
  useLayoutEffect(() => {
    if (accent === undefined) {
      return undefined;
    }
    const { style } = document.documentElement;
    const { light, dark } = accents[accent];
    style.setProperty("--accent-light", light);
    style.setProperty("--accent-dark", dark);
    return () => {
      style.removeProperty("--accent-light");
      style.removeProperty("--accent-dark");
    };
  }, [accent]);
};
