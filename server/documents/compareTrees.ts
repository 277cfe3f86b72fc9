import type { DocumentDiff } from "../../shared/documents/documentDiff.ts";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { diffTrees, replacedTree } from "./diffTrees.ts";
import { TookTooLong, type DocumentWorker } from "./documentWorker.ts";
import { isShort } from "./shortTree.ts";

/** What changed from one document to another; where that takes too long to say, all of one was replaced by the other. */
export type CompareTrees = (before: DocumentTree, after: DocumentTree) => Promise<DocumentDiff>;

export const compareTrees =
  (worker: DocumentWorker): CompareTrees =>
  async (before, after) => {
    if (isShort(before, after)) {
      return diffTrees(before, after);
    }
    try {
      return await worker.compare(before, after);
    } catch (reason) {
      if (reason instanceof TookTooLong) {
        return replacedTree(before, after);
      }
      throw reason;
    }
  };
