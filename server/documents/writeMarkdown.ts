import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { textOfTree } from "../../shared/documents/treeText.ts";
import { TookTooLong, type DocumentWorker } from "./documentWorker.ts";
import { isShort } from "./shortTree.ts";
import { markdownOfTree } from "./treeMarkdown.ts";

/** A document as Markdown; of what takes too long its words alone. */
export type WriteMarkdown = (tree: DocumentTree) => Promise<string>;

export const writeMarkdown =
  (worker: DocumentWorker): WriteMarkdown =>
  async (tree) => {
    if (isShort(tree)) {
      return markdownOfTree(tree);
    }
    try {
      return await worker.writeMarkdown(tree);
    } catch (reason) {
      if (reason instanceof TookTooLong) {
        return textOfTree(tree);
      }
      throw reason;
    }
  };
