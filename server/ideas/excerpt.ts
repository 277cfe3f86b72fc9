import { EXCERPT_MAX } from "../../shared/ideas/idea.ts";
import { plainText } from "./plainText.ts";

/** The beginning of a Markdown text as plain text, cut between characters. */
export const excerptOf = (markdown: string): string => {
  // More than is shown, since markers fall away; far less than the longest body.
  const head = markdown.slice(0, EXCERPT_MAX * 4);
  const plain = plainText(head);
  if (plain.length < EXCERPT_MAX && head.length < markdown.length) {
    return `${plain.replace(/[\uD800-\uDBFF]$/, "")}…`;
  }
  if (plain.length <= EXCERPT_MAX) {
    return plain.replace(/[\uD800-\uDBFF]$/, "");
  }
  return `${plain.slice(0, EXCERPT_MAX - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
};
