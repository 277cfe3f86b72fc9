import { decodeDocument } from "../bson/decode.ts";
import { orderedKey } from "../bson/orderedKey.ts";
import { Catalog } from "../catalog/catalog.ts";
import { namespaceOf, type Collection, type Index } from "../catalog/collection.ts";
import { indexKeys } from "../indexes/indexKeys.ts";
import { entryKey, idOf } from "../indexes/writeDocument.ts";
import { inTree, treePrefix } from "../storage/keyspace.ts";
import { prefixRange, type Reader } from "../storage/reader.ts";
import type { Snapshots } from "../storage/openForReading.ts";
import type { Progress } from "./item.ts";

export interface Verification {
  collections: number;
  documents: number;
  entries: number;
  /** What is wrong, in words. */
  faults: string[];
}

const MAX_FAULTS = 100;
const STRIDE = 10_000;

/** Reads everything as of one moment: each document, and each index entry from both of its ends. */
export function verifyStore(
  store: Snapshots,
  onProgress: Progress = () => undefined,
): Verification {
  const snapshot = store.snapshot();
  const result: Verification = { collections: 0, documents: 0, entries: 0, faults: [] };
  try {
    for (const collection of new Catalog(snapshot).all()) {
      result.collections += 1;
      verifyCollection(snapshot, collection, result, onProgress);
    }
  } finally {
    snapshot.release();
  }
  return result;
}

function verifyCollection(
  reader: Reader,
  collection: Collection,
  result: Verification,
  onProgress: Progress,
): void {
  const namespace = namespaceOf(collection);
  const expected = new Map<Index, number>(collection.indexes.map((index) => [index, 0]));
  let count = 0;
  for (const { key, value } of reader.range(prefixRange(treePrefix(collection.tree)))) {
    count += 1;
    result.documents += 1;
    if (count % STRIDE === 0) {
      onProgress(namespace, count);
    }
    try {
      verifyDocument(reader, collection, { key, value }, expected);
    } catch (fault) {
      note(result, `${namespace}: ${fault instanceof Error ? fault.message : String(fault)}`);
    }
  }
  for (const [index, entries] of expected) {
    const found = countEntries(reader, index);
    result.entries += found;
    // Of an index that is still being built, some entries are missing and none may be too many.
    if (index.readyAt === undefined ? found > entries : found !== entries) {
      note(result, `${namespace}: index ${index.name} has ${found} entries instead of ${entries}`);
    }
  }
  onProgress(namespace, count);
}

function verifyDocument(
  reader: Reader,
  collection: Collection,
  { key, value }: { key: Buffer; value: Buffer },
  expected: Map<Index, number>,
): void {
  const source = decodeDocument(value);
  const idKey = orderedKey(idOf(source));
  if (!inTree(collection.tree, idKey).equals(key)) {
    throw new Error("a document lies under another _id than its own");
  }
  for (const index of collection.indexes) {
    const { keys } = indexKeys(index, source);
    expected.set(index, (expected.get(index) ?? 0) + keys.length);
    for (const { bytes } of index.readyAt === undefined ? [] : keys) {
      if (!reader.get(entryKey(index, bytes, idKey))?.equals(idKey)) {
        throw new Error(`index ${index.name} does not lead to a document that it should`);
      }
    }
  }
}

function countEntries(reader: Reader, index: Index): number {
  let count = 0;
  for (const _ of reader.range(prefixRange(treePrefix(index.tree)))) {
    count += 1;
  }
  return count;
}

function note({ faults }: Verification, fault: string): void {
  if (faults.length < MAX_FAULTS) {
    faults.push(fault);
  }
}
