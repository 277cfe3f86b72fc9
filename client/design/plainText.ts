/** The words of a Markdown text, for a line or two of it. */
export const plainText = (markdown: string): string =>
  markdown
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, "")
    .replaceAll(/[*_`~]{1,3}([^\s*_`~](?:[^*_`~]*[^\s*_`~])?)[*_`~]{1,3}/g, "$1")
    .replaceAll(/\s+/g, " ")
    .trim();
