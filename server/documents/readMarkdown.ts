import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { TookTooLong, type DocumentWorker } from "./documentWorker.ts";
import { treeOfLines, treeOfProse } from "./treeOfProse.ts";

/** Anyone can write what takes seconds to read: that much takes milliseconds, whatever it is. */
const SHORT = 2000;

/** Markdown as a document, whoever wrote it; what takes too long stands there as it was written. */
export type ReadMarkdown = (markdown: string) => Promise<DocumentTree>;

export const readMarkdown =
  (worker: DocumentWorker): ReadMarkdown =>
  async (markdown) => {
    if (markdown.length <= SHORT) {
      return treeOfProse(markdown);
    }
    try {
      return await worker.readMarkdown(markdown);
    } catch (reason) {
      if (reason instanceof TookTooLong) {
        return treeOfLines(markdown);
      }
      throw reason;
    }
  };
