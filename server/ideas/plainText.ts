// Each of these reads every character a bounded number of times: a text can be made by anyone.
const MARKERS: readonly (readonly [RegExp, string])[] = [
  [/!?\[([^\][\n]{0,300})\]\([^()\s]{0,500}\)/g, "$1"],
  [/^[ \t]{0,3}(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+/gm, ""],
  [/\\([\\`*_{}[\]()<>#+.!&~|-])/g, "$1"],
  [/[*_~`|]{1,3}/g, ""],
  [/\s+/g, " "],
];

/** A Markdown text without its marks, on one line. */
export const plainText = (markdown: string): string =>
  MARKERS.reduce(
    (text, [marker, replacement]) => text.replaceAll(marker, replacement),
    markdown,
  ).trim();
