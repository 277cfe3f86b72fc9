import * as Y from "yjs";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import type { DocumentWorker } from "./documentWorker.ts";
import { docOf, treeOfDoc } from "./readTree.ts";

/** What takes no longer than a few milliseconds. */
const SMALL_BYTES = 64 * 1024;
const SMALL_UPDATES = 200;

/** Puts together what is stored of documents: small ones at once, others in a thread, so that nobody waits for them. */
export interface DocumentReads {
  /** All of the updates (Yjs V1) as one. */
  state(updates: readonly Uint8Array[]): Promise<Uint8Array>;
  tree(updates: readonly Uint8Array[]): Promise<DocumentTree>;
}

const isSmall = (updates: readonly Uint8Array[]): boolean =>
  updates.length <= SMALL_UPDATES &&
  updates.reduce((sum, { length }) => sum + length, 0) <= SMALL_BYTES;

export const documentReads = (worker: DocumentWorker): DocumentReads => ({
  state: async (updates) => {
    const [first, ...more] = updates;
    if (first && more.length === 0) {
      return first;
    }
    return isSmall(updates) ? Y.mergeUpdates([...updates]) : worker.merge(updates);
  },
  tree: async (updates) =>
    isSmall(updates) ? treeOfDoc(docOf(updates)) : worker.readTree(updates),
});
