import { decodeDocument } from "./bson/decode.ts";
import type { Collection, Index } from "./catalog/collection.ts";
import type { Engine } from "./engine.ts";
import { fillIndex } from "./indexes/buildIndex.ts";
import { deleteDocument } from "./indexes/writeDocument.ts";
import { parseFilter } from "./matching/parseFilter.ts";
import { batchViewpoint } from "./planning/viewpoint.ts";
import { runQuery } from "./planning/runQuery.ts";
import { unpaused } from "./planning/paused.ts";
import { garbagePrefix, sessionPrefix, treeOfGarbage, treePrefix } from "./storage/keyspace.ts";
import { prefixRange, type Entry, type KeyRange, type Reader } from "./storage/reader.ts";
import { Blocked } from "./transactions/blocked.ts";
import { SESSION_LIFETIME_MINUTES } from "./transactions/sessions.ts";

/** How much one batch removes, so that writers need not wait long. */
const CHUNK = 1_000;

/** What has to be done now and then: expired documents, dropped collections, forgotten sessions and cursors. */
export async function keepHouse(engine: Engine, now: Date): Promise<void> {
  engine.cursors.closeIdle(now.getTime());
  const idleSince = now.getTime() - SESSION_LIFETIME_MINUTES * 60_000;
  engine.sessions.forgetIdle(idleSince);
  await forgetRecords(engine, idleSince);
  await emptyDropped(engine);
  for (const collection of engine.catalog.all()) {
    for (const index of collection.indexes) {
      if (index.expireAfterSeconds !== undefined && index.readyAt !== undefined) {
        await expire(engine, collection, index, index.expireAfterSeconds, now);
      }
    }
  }
}

/** Goes on with the indexes that were being built when the engine stopped. */
export async function finishIndexes(engine: Engine): Promise<void> {
  for (const collection of engine.catalog.all()) {
    for (const index of collection.indexes.filter(({ readyAt }) => readyAt === undefined)) {
      await fillIndex(engine, collection, index);
    }
  }
}

async function expire(
  engine: Engine,
  collection: Collection,
  index: Index,
  seconds: number,
  now: Date,
): Promise<void> {
  const path = index.fields[0]?.path ?? "";
  const limit = new Date(now.getTime() - seconds * 1_000);
  const filter = parseFilter(new Map([[path, new Map([["$lte", limit]])]]));
  let removed = CHUNK;
  while (removed === CHUNK) {
    removed = await engine.lane.run((batch) =>
      batch.atomically(() => {
        const found = runQuery(batchViewpoint(batch, engine.store), {
          collection,
          filter,
          limit: CHUNK,
          hint: index.name,
        });
        // All are found before the first one goes.
        const expired = [...unpaused(found)];
        let count = 0;
        for (const { source } of expired) {
          count += deleteUnlessHeld(engine, collection, batch, source) ? 1 : 0;
        }
        return count;
      }),
    );
  }
}

/** What an open transaction has written to may expire next time. */
function deleteUnlessHeld(
  { catalog }: Engine,
  collection: Collection,
  target: Parameters<typeof deleteDocument>[0]["target"],
  source: Parameters<typeof deleteDocument>[1],
): boolean {
  try {
    target.atomically(() => deleteDocument({ target, catalog, collection }, source));
    return true;
  } catch (fault) {
    if (fault instanceof Blocked) {
      return false;
    }
    throw fault;
  }
}

async function emptyDropped(engine: Engine): Promise<void> {
  for (const { key } of first(engine.store.latest, prefixRange(garbagePrefix), CHUNK)) {
    const tree = prefixRange(treePrefix(treeOfGarbage(key)));
    let removed = CHUNK;
    while (removed === CHUNK) {
      removed = await engine.lane.run((batch) => {
        const entries = first(batch, tree, CHUNK);
        for (const entry of entries) {
          batch.remove(entry.key);
        }
        if (entries.length < CHUNK) {
          batch.remove(key);
        }
        return entries.length;
      });
    }
  }
}

async function forgetRecords(engine: Engine, idleSince: number): Promise<void> {
  const old: Entry[] = [];
  for (const entry of engine.store.latest.range(prefixRange(sessionPrefix))) {
    const usedAt = decodeDocument(entry.value).get("usedAt");
    if (usedAt instanceof Date && usedAt.getTime() < idleSince) {
      old.push(entry);
    }
    if (old.length >= CHUNK) {
      break;
    }
  }
  if (old.length > 0) {
    await engine.lane.run((batch) => {
      for (const { key, value } of old) {
        // Unless it has been used since.
        if (batch.get(key)?.equals(value)) {
          batch.remove(key);
        }
      }
    });
  }
}

function first(reader: Reader, range: KeyRange, count: number): Entry[] {
  const entries: Entry[] = [];
  for (const entry of reader.range(range)) {
    if (entries.length >= count) {
      break;
    }
    entries.push(entry);
  }
  return entries;
}
