/** What a step of the history carries that leads to a page that was made just now. */
export const madeNow = { isMadeNow: true } as const;

export const isMadeNow = (state: unknown): boolean =>
  typeof state === "object" && state !== null && "isMadeNow" in state && state.isMadeNow === true;
