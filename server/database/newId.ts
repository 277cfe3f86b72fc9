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

/**
 * ULIDs in lower case (github.com/ulid/spec): 48 bits of milliseconds, 80 random bits.
 * `randomBytes` gives as many bytes as asked for.
 */
export const idMaker =
  (now: () => Date, randomBytes: (length: number) => Uint8Array): NewId =>
  (schema, at = now()) => {
    const random = [...randomBytes(RANDOM_LENGTH)]
      .map((byte) => ALPHABET[byte % 32] ?? "")
      .join("");
    return schema.parse(digits(Math.max(at.getTime(), 0), TIME_LENGTH) + random);
  };
