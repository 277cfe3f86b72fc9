const DAY_MS = 24 * 3_600_000;
/** The first of January 1970 was a Thursday. */
const TO_MONDAY = 3;

/** The beginning of a day, UTC, so many days before the one given. */
export const dayOf = (at: Date, daysBefore = 0): Date =>
  new Date((Math.floor(at.getTime() / DAY_MS) - daysBefore) * DAY_MS);

/** Weeks are counted through from 1970, each from Monday on, UTC. */
export const weekOf = (at: Date): number =>
  Math.floor((Math.floor(at.getTime() / DAY_MS) + TO_MONDAY) / 7);

export const beginningOf = (week: number): Date => new Date((week * 7 - TO_MONDAY) * DAY_MS);
