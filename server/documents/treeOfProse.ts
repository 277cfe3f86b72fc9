import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";

/** Each line as it stands. */
export const treeOfLines = (text: string): DocumentTree =>
  text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({
      type: "paragraph",
      attributes: {},
      content: [{ type: "text", text: line, marks: [] }],
    }));

/** Markdown as a document; what is nested too deep to be read as such stands there as it was written. */
export const treeOfProse = (
  markdown: string,
  addressOf?: (url: string) => string,
): DocumentTree => {
  try {
    return treeOfMarkdown(markdown, addressOf);
  } catch (reason) {
    if (reason instanceof RangeError) {
      return treeOfLines(markdown);
    }
    throw reason;
  }
};
