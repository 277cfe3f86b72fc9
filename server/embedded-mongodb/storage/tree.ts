import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { open, type RangeOptions, type RootDatabase } from "lmdb";
import { pooledCopy } from "../bson/pooledCopy.ts";
import type { Changes } from "./changes.ts";
import { successor, type Entry, type KeyRange, type Reader } from "./reader.ts";
import { refusedByDisk } from "./refusedByDisk.ts";
import { Reserve } from "./reserve.ts";

type ReadTransaction = ReturnType<RootDatabase["useReadTransaction"]>;
type Database = RootDatabase<Buffer, Buffer>;

export const DATA_FILE = "data.lmdb";
/** Address space, not memory or disk: the file grows with what is in it. */
const MAP_BYTES = 2 ** 40;
const FIRST_CHUNK = 16;
const LAST_CHUNK = 1_024;
const CHUNK_BYTES = 1024 * 1024;

export interface Snapshot extends Reader {
  release(): void;
}

/** Ordered keys in one LMDB file. */
export interface Tree {
  /** What is durable, as of now; a scan that lasts goes on in what is then the present. */
  readonly latest: Reader;
  snapshot(): Snapshot;
  /** Resolves once all is on disk; rejects, with nothing changed, if it cannot be. One at a time. */
  commit(...parts: Changes[]): Promise<void>;
  bytes(): number;
  close(): Promise<void>;
}

export function openTree(folder: string, { readOnly = false }: { readOnly?: boolean } = {}): Tree {
  if (!readOnly) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  const database = open<Buffer, Buffer>({
    path: join(folder, DATA_FILE),
    readOnly,
    noSubdir: true,
    keyEncoder: { writeKey, readKey: pooledCopy },
    encoder: { encode: (value: Buffer) => value, decode },
    mapSize: MAP_BYTES,
    maxReaders: 4_096,
    cache: false,
    // Committed means synced: the tree is written and synced before the page that points to it.
    overlappingSync: false,
    // A commit is begun when it is asked for, in a thread of its own.
    eventTurnBatching: false,
  });
  if (!readOnly) {
    for (const file of [DATA_FILE, `${DATA_FILE}-lock`]) {
      chmodSync(join(folder, file), 0o600);
    }
  }
  // A reader that was killed would keep the pages it saw from being used again.
  database.readerCheck();
  const reserve = readOnly
    ? undefined
    : new Reserve(join(folder, DATA_FILE), () => statistics(database));
  return {
    latest: reader(database),
    snapshot() {
      const transaction = database.useReadTransaction();
      return { ...reader(database, transaction), release: () => transaction.done() };
    },
    async commit(...parts) {
      const sum = (of: (part: Changes) => number) => parts.reduce((so, each) => so + of(each), 0);
      try {
        await reserve?.take({ changes: sum(({ size }) => size), bytes: sum(({ bytes }) => bytes) });
        await database.batch(() => {
          for (const changes of parts) {
            for (const { key, value } of changes.all()) {
              void (value ? database.put(key, value) : database.remove(key));
            }
          }
        });
      } catch (cause) {
        throw refusedByDisk(await reasonOf(cause));
      }
    },
    bytes: () => statistics(database),
    async close() {
      await database.close();
      reserve?.close();
    },
  };
}

/** A refused commit tells its reason by a promise that is refused with it. */
async function reasonOf(cause: unknown): Promise<unknown> {
  try {
    return cause instanceof Error && "commitError" in cause ? await cause.commitError : cause;
  } catch (reason) {
    return reason;
  }
}

function statistics(database: Database): number {
  const stats: unknown = database.getStats();
  const pages = Object.entries(stats ?? {}).find(([name]) => name === "lastPageNumber")?.[1];
  return typeof pages === "number" ? pages * 4_096 : 0;
}

function writeKey(key: Buffer, target: Uint8Array, at: number): number {
  // Keys are short: for them this is quicker than `set`.
  for (let index = 0; index < key.length; index += 1) {
    target[at + index] = key[index] ?? 0;
  }
  return at + key.length;
}

/** LMDB hands out memory that the next value is written over. */
const decode = (bytes: Uint8Array): Buffer => pooledCopy(bytes, 0, bytes.length);

function reader(database: Database, transaction?: ReadTransaction): Reader {
  const options = transaction && { transaction };
  return {
    get: (key) => database.get(key, options),
    range: (range) => scan(database, range, transaction),
  };
}

/** Reads in chunks, so that no cursor stays open while others have their turn. */
function* scan(
  database: Database,
  { low, high, reverse = false, limit: likely = FIRST_CHUNK }: KeyRange,
  transaction?: ReadTransaction,
): Generator<Entry> {
  let [from, to] = [low, high];
  for (let limit = Math.min(LAST_CHUNK, likely); ; limit = Math.min(LAST_CHUNK, limit * 4)) {
    const chunk: Entry[] = [];
    let bytes = 0;
    const options: RangeOptions = {
      start: reverse ? to : from,
      end: reverse ? from : to,
      exclusiveStart: reverse,
      inclusiveEnd: reverse,
      reverse,
      limit,
    };
    if (transaction) {
      options.transaction = transaction;
    }
    for (const entry of database.getRange(options)) {
      chunk.push(entry);
      bytes += entry.value.length;
      if (bytes > CHUNK_BYTES) {
        break;
      }
    }
    // Quicker by far than handing over to the list's own iterator.
    for (const entry of chunk) {
      yield entry;
    }
    const last = chunk.at(-1);
    if (!last || (chunk.length < limit && bytes <= CHUNK_BYTES)) {
      return;
    }
    if (reverse) {
      to = last.key;
    } else {
      from = successor(last.key);
    }
  }
}
