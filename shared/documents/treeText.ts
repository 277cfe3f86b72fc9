import type { DocumentNode, DocumentTree } from "./documentTree.ts";
import { attributeText } from "./attributeText.ts";

const inlineText = (node: DocumentNode): string => {
  switch (node.type) {
    case "text":
      return node.text;
    case "hardBreak":
      return "\n";
    case "mention":
      return attributeText(node.attributes, "label");
    default:
      return textOfTree([node]);
  }
};

const INLINE: ReadonlySet<string> = new Set(["text", "hardBreak", "mention"]);

const blockText = (node: DocumentNode): string => {
  if (node.type === "text") {
    return node.text;
  }
  if (node.type === "image") {
    return attributeText(node.attributes, "alt");
  }
  return node.content.some(({ type }) => INLINE.has(type))
    ? node.content.map(inlineText).join("")
    : node.content
        .map(blockText)
        .filter((text) => text !== "")
        .join(node.type === "tableRow" ? "\t" : "\n");
};

/** The words alone, each block on lines of its own: for search, excerpts and mails. */
export const textOfTree = (tree: DocumentTree): string =>
  tree
    .map(blockText)
    .filter((text) => text !== "")
    .join("\n");
