// Storage may be switched off or full: then nothing is kept over a reload, and everything else works.
const tried = <Value>(attempt: () => Value): Value | undefined => {
  try {
    return attempt();
  } catch (reason) {
    if (reason instanceof DOMException) {
      return undefined;
    }
    throw reason;
  }
};

/** Texts kept on this device, in this browser. */
export const deviceStorage = {
  read: (key: string): string | undefined => tried(() => localStorage.getItem(key)) ?? undefined,
  keep: (key: string, text: string): void => tried(() => localStorage.setItem(key, text)),
  drop: (key: string): void => tried(() => localStorage.removeItem(key)),
  /** All whose keys begin so. */
  dropAll: (beginning: string): void =>
    tried(() => {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith(beginning)) {
          localStorage.removeItem(key);
        }
      }
    }),
};
