import type { z } from "zod";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TIME_LENGTH = 10;
const RANDOM_LENGTH = 16;

/** Makes ids of one brand. `at` is the time an id sorts by: the clock's unless something older is brought in. */
export type NewId = <Schema extends z.ZodType>(schema: Schema, at?: Date) => z.output<Schema>;

const digits = (value: number, length: number): string => {
  let rest = value;
  let text = "";
  for (let place = 0; place < length; place += 1) {
    text = (ALPHABET[rest % 32] ?? "") + text;
    rest = Math.floor(rest / 32);
  }
  return text;
};

/** The next number in base 32; after the highest comes the lowest. */
const increment = (random: readonly number[]): number[] => {
  const next = [...random];
  for (let place = next.length - 1; place >= 0; place -= 1) {
    const digit = ((next[place] ?? 0) + 1) % 32;
    next[place] = digit;
    if (digit !== 0) {
      break;
    }
  }
  return next;
};

/**
 * ULIDs in lower case (github.com/ulid/spec): 48 bits of milliseconds, 80 random bits; of one millisecond,
 * each is the one after the last, so that they sort as they were made. `randomBytes` gives as many bytes as
 * asked for.
 */
export const idMaker = (now: () => Date, randomBytes: (length: number) => Uint8Array): NewId => {
  let last = { time: -1, random: [0] };
  return (schema, at = now()) => {
    const time = Math.max(at.getTime(), 0);
    const random =
      time === last.time
        ? increment(last.random)
        : [...randomBytes(RANDOM_LENGTH)].map((byte) => byte % 32);
    last = { time, random };
    return schema.parse(
      digits(time, TIME_LENGTH) + random.map((digit) => ALPHABET[digit] ?? "").join(""),
    );
  };
};
