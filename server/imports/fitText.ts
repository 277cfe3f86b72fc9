// What `shared/protocol/text.ts` forbids, each with what stands in for it.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const HALF_AT_END = /[\uD800-\uDBFF]$/;

/** Text as `prose` allows it, whatever its length: controls gone, broken characters replaced. */
export const fitProse = (text: string): string =>
  text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, "\n")
    .replaceAll(CONTROLS, "")
    .replaceAll(LONE_SURROGATES, "\uFFFD")
    .normalize("NFC")
    .trim();

/** The same as one line. */
export const fitLine = (text: string): string => fitProse(text).replaceAll(/\s+/g, " ");

/** At most `max` UTF-16 units, with an ellipsis where it was cut, never in the middle of a character. */
export const cutText = (text: string, max: number): string =>
  text.length <= max
    ? text
    : `${text
        .slice(0, max - 1)
        .replace(HALF_AT_END, "")
        .trimEnd()}…`;
