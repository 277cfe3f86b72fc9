import * as Y from "yjs";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";
import { changeOf } from "./changeOf.ts";
import { changeTree } from "./changeTree.ts";
import type { DocumentWorker } from "./documentWorker.ts";
import { previewed, type Previewed } from "./previewed.ts";
import { docOf, treeOfDoc } from "./readTree.ts";
import { isWithin } from "./shortTree.ts";
import { writtenBlocks, type WrittenBlock } from "./writtenBlocks.ts";

/** What takes no longer than a few milliseconds. */
const SMALL_BYTES = 64 * 1024;
const SMALL_UPDATES = 200;

/** Puts together what is stored of documents: small ones at once, others in a thread, so that nobody waits for them. */
export interface DocumentReads {
  /** All of the updates (Yjs V1) as one. */
  state(updates: readonly Uint8Array[]): Promise<Uint8Array>;
  tree(updates: readonly Uint8Array[]): Promise<DocumentTree>;
  /** What they hold, and what they would hold with one more. */
  preview(updates: readonly Uint8Array[], update: Uint8Array): Promise<Previewed>;
  /** Which client has written what. */
  written(updates: readonly Uint8Array[]): Promise<readonly WrittenBlock[]>;
  /** The update by this client that makes a state hold a tree; `undefined` if it does. */
  change(state: Uint8Array, client: number, tree: DocumentTree): Promise<Uint8Array | undefined>;
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
  preview: async (updates, update) =>
    isSmall([...updates, update])
      ? previewed(docOf(updates), update)
      : worker.preview(updates, update),
  written: async (updates) =>
    isSmall(updates) ? writtenBlocks(docOf(updates)) : worker.readWritten(updates),
  change: async (state, client, tree) =>
    isSmall([state]) && isWithin(tree, SMALL_BYTES)
      ? changeOf(state, client, (doc) => changeTree(doc, tree))
      : worker.change(state, client, tree),
});
