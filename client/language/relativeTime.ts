const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** One for each language: to make one takes longer than a whole row of a list. */
const perLocale = <Format>(make: (locale: string) => Format): ((locale: string) => Format) => {
  const made = new Map<string, Format>();
  return (locale) => {
    const format = made.get(locale) ?? make(locale);
    made.set(locale, format);
    return format;
  };
};

const relativeIn = perLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: "auto" }));
const dates = (options: Intl.DateTimeFormatOptions) =>
  perLocale((locale) => new Intl.DateTimeFormat(locale, options));
const dayIn = dates({ day: "numeric", month: "short" });
const dayOfYearIn = dates({ day: "numeric", month: "short", year: "numeric" });
const exactIn = dates({ dateStyle: "long", timeStyle: "short" });

/** Less than a minute ago. Clocks differ: what has not come yet is taken for it as well. */
export const isJustNow = (at: Date, now: Date): boolean => now.getTime() - at.getTime() < MINUTE;

/** "3 hours ago" up to a week, then the date. */
export const relativeTime = (at: Date, now: Date, locale: string): string => {
  const age = now.getTime() - at.getTime();
  if (age >= WEEK) {
    const isThisYear = at.getFullYear() === now.getFullYear();
    return (isThisYear ? dayIn : dayOfYearIn)(locale).format(at);
  }
  const format = relativeIn(locale);
  if (age >= DAY) {
    return format.format(-Math.floor(age / DAY), "day");
  }
  if (age >= HOUR) {
    return format.format(-Math.floor(age / HOUR), "hour");
  }
  return format.format(-Math.max(Math.floor(age / MINUTE), 1), "minute");
};

export const exactTime = (at: Date, locale: string): string => exactIn(locale).format(at);
