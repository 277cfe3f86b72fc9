import { z } from "zod";

// What no text may hold: NUL and other controls, which terminals and exports obey, and halves of
// surrogate pairs, which no encoding can store. `prose` allows line breaks and tabs.
const FORBIDDEN_IN_LINE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]|\p{Surrogate}/u;
const FORBIDDEN_IN_PROSE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Surrogate}/u;

const clean = (text: string) => text.replaceAll("\r\n", "\n").normalize("NFC").trim();

const text = (forbidden: RegExp, min: number, max: number) =>
  z
    .string()
    .overwrite(clean)
    .min(min)
    .max(max)
    .refine((value) => !forbidden.test(value), { params: { problem: "wrong_format" } });

/** One line of text, at most `max` UTF-16 units, trimmed and in Unicode's composed form. */
export const line = (max: number, min = 1) => text(FORBIDDEN_IN_LINE, min, max);

/** Text with line breaks, likewise. */
export const prose = (max: number, min = 1) => text(FORBIDDEN_IN_PROSE, min, max);

/** A moment, as ISO 8601 in UTC. */
export const Timestamp = z.iso.datetime();
