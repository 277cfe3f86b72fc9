import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { BODY_MAX } from "../../shared/ideas/idea.ts";
import { markdownOfTree } from "../documents/treeMarkdown.ts";

/** A document as the Markdown text of an idea, and whether it is longer than such a text may be. */
export const derivedText = (
  tree: DocumentTree,
): { readonly text: string; readonly isCut: boolean } => {
  const whole = markdownOfTree(tree).trim();
  const isCut = whole.length > BODY_MAX;
  return {
    text: isCut ? `${whole.slice(0, BODY_MAX - 1).replace(/[\uD800-\uDBFF]$/, "")}…` : whole,
    isCut,
  };
};
