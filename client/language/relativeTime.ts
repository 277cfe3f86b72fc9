const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Less than a minute ago. Clocks differ: what has not come yet is taken for it as well. */
export const isJustNow = (at: Date, now: Date): boolean => now.getTime() - at.getTime() < MINUTE;

/** "3 hours ago" up to a week, then the date. */
export const relativeTime = (at: Date, now: Date, locale: string): string => {
  const age = now.getTime() - at.getTime();
  if (age >= WEEK) {
    const isThisYear = at.getFullYear() === now.getFullYear();
    return new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      ...(!isThisYear && { year: "numeric" }),
    }).format(at);
  }
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  if (age >= DAY) {
    return format.format(-Math.floor(age / DAY), "day");
  }
  if (age >= HOUR) {
    return format.format(-Math.floor(age / HOUR), "hour");
  }
  return format.format(-Math.max(Math.floor(age / MINUTE), 1), "minute");
};

export const exactTime = (at: Date, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short" }).format(at);
