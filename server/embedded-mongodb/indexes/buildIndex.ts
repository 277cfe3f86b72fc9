import type { Document } from "../bson/values.ts";
import { makeIndex, type Collection, type Index } from "../catalog/collection.ts";
import type { Engine } from "../engine.ts";
import { Blocked } from "../transactions/blocked.ts";
import { garbageKey, treePrefix } from "../storage/keyspace.ts";
import { afterPrefix, NOTHING, successor } from "../storage/reader.ts";
import type { Batch } from "../transactions/batch.ts";
import type { WriteTarget } from "../transactions/writeTarget.ts";
import { indexDocument } from "./writeDocument.ts";

/** How many documents one batch indexes, so that others get a turn in between. */
const CHUNK = 500;

/** Resolves when the index is complete and on disk. While it is built, writers keep it, and no query uses it. */
export async function buildIndex(
  engine: Engine,
  collection: Collection,
  specification: Document,
): Promise<void> {
  const index = await engine.lane.run((batch) => {
    refuseWhileWritten(engine, collection);
    const made = makeIndex(specification, {
      tree: engine.catalog.nextNumber(),
      multikey: [],
      readyAt: undefined,
    });
    batch.atomically(() => setIndexes(engine, batch, collection, [...collection.indexes, made]));
    return made;
  });
  try {
    await fillIndex(engine, collection, index);
  } catch (fault) {
    await engine.lane.run((batch) =>
      batch.atomically(() => removeIndex(engine, batch, collection, index)),
    );
    throw fault;
  }
}

function refuseWhileWritten({ claims }: Engine, { id }: Collection): void {
  const holder = claims.writerOf(id);
  if (holder) {
    throw new Blocked(holder.ended);
  }
}

/** From the beginning; what is there already does no harm, so that it also completes what a crash has left. */
export async function fillIndex(
  engine: Engine,
  collection: Collection,
  index: Index,
): Promise<void> {
  const prefix = treePrefix(collection.tree);
  let low: Buffer | undefined = prefix;
  while (low) {
    const from: Buffer = low;
    low = await engine.lane.run((batch) =>
      batch.atomically(() => {
        const next = indexChunk(engine, batch, collection, index, from);
        if (!next) {
          markReady(engine, batch, collection, index);
        }
        return next;
      }),
    );
  }
}

/** Where to go on, or `undefined` at the end. */
function indexChunk(
  { catalog }: Engine,
  batch: Batch,
  collection: Collection,
  index: Index,
  low: Buffer,
): Buffer | undefined {
  const range = { low, high: afterPrefix(treePrefix(collection.tree)) };
  const chunk: { key: Buffer; value: Buffer }[] = [];
  for (const entry of batch.range(range)) {
    chunk.push(entry);
    if (chunk.length >= CHUNK) {
      break;
    }
  }
  for (const { value } of chunk) {
    indexDocument({ target: batch, catalog, collection }, index, value);
  }
  const last = chunk.at(-1);
  return last && chunk.length >= CHUNK ? successor(last.key) : undefined;
}

function markReady(
  { catalog, store }: Engine,
  batch: Batch,
  collection: Collection,
  index: Index,
): void {
  index.readyAt = Number.POSITIVE_INFINITY;
  batch.onFailure(() => {
    index.readyAt = undefined;
  });
  batch.onCommit(() => {
    index.readyAt = store.commits;
  });
  catalog.save(batch, collection);
}

function setIndexes(
  { catalog }: Engine,
  target: WriteTarget,
  collection: Collection,
  indexes: Index[],
): void {
  const before = collection.indexes;
  collection.indexes = indexes;
  target.onFailure(() => {
    collection.indexes = before;
  });
  catalog.save(target, collection);
}

export function removeIndex(
  engine: Engine,
  target: WriteTarget,
  collection: Collection,
  index: Index,
): void {
  if (engine.catalog.find(collection.database, collection.name) !== collection) {
    return;
  }
  setIndexes(
    engine,
    target,
    collection,
    collection.indexes.filter((each) => each !== index),
  );
  target.put(garbageKey(index.tree), NOTHING);
}
