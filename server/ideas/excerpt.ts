import { EXCERPT_MAX } from "../../shared/ideas/idea.ts";

// Each of these reads every character a bounded number of times: a body can be made by anyone.
const MARKERS: readonly (readonly [RegExp, string])[] = [
  [/!?\[([^\][\n]{0,300})\]\([^()\s]{0,500}\)/g, "$1"],
  [/^[ \t]{0,3}(?:#{1,6}|>|[-*+]|\d{1,3}[.)])[ \t]+/gm, ""],
  [/\\([\\`*_{}[\]()<>#+.!&~|-])/g, "$1"],
  [/[*_~`|]{1,3}/g, ""],
  [/\s+/g, " "],
];

/** The beginning of a Markdown text as plain text, cut between characters. */
export const excerptOf = (markdown: string): string => {
  // More than is shown, since markers fall away; far less than the longest body.
  const plain = MARKERS.reduce(
    (text, [marker, replacement]) => text.replaceAll(marker, replacement),
    markdown.slice(0, EXCERPT_MAX * 4),
  ).trim();
  if (plain.length <= EXCERPT_MAX) {
    return plain.replace(/[\uD800-\uDBFF]$/, "");
  }
  return `${plain.slice(0, EXCERPT_MAX - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
};
