import * as Y from "yjs";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { treeOfDoc } from "./readTree.ts";

/** What a document holds, and what it would hold with an update. */
export interface Previewed {
  readonly before: DocumentTree;
  readonly after: DocumentTree;
}

export const previewed = (doc: Y.Doc, update: Uint8Array): Previewed => {
  const before = treeOfDoc(doc);
  Y.applyUpdate(doc, update);
  return { before, after: treeOfDoc(doc) };
};
