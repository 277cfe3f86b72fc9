import { useSyncExternalStore } from "react";

const wide = window.matchMedia("(min-width: 80rem)");

const watch = (listener: () => void) => {
  wide.addEventListener("change", listener);
  return () => wide.removeEventListener("change", listener);
};

/** Whether there is room for a second column. */
export const useWide = (): boolean => useSyncExternalStore(watch, () => wide.matches);
