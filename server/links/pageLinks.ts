import type { DocumentNode, DocumentTree } from "../../shared/documents/documentTree.ts";
import { PageId } from "../../shared/protocol/ids.ts";

const linksIn = (node: DocumentNode): readonly PageId[] => {
  if (node.type === "text") {
    return [];
  }
  const { kind, id } = node.attributes;
  const linked = node.type === "mention" && kind === "page" ? PageId.safeParse(id).data : undefined;
  return [...(linked ? [linked] : []), ...node.content.flatMap(linksIn)];
};

/** The pages that a document mentions, each once. */
export const pageLinks = (tree: DocumentTree): PageId[] => [...new Set(tree.flatMap(linksIn))];
