import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { hashOf } from "../documents/hashOf.ts";
import { textOfTree } from "../../shared/documents/treeText.ts";
import type { StoredPage } from "./pageModel.ts";
import type { StoredPageText } from "./pageTextModel.ts";

/** UTF-16 units. What stands behind them in a longer page is not searched. */
const TEXT_MAX = 200_000;

export const wordsOf = (tree: DocumentTree): string => textOfTree(tree).slice(0, TEXT_MAX);

export const pageText = (
  { _id, communityId }: Pick<StoredPage, "_id" | "communityId">,
  tree: DocumentTree,
): StoredPageText => {
  const text = wordsOf(tree);
  return { _id, communityId, text, hash: hashOf(Buffer.from(text)) };
};
