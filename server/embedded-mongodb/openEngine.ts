import { decodeDocument } from "./bson/decode.ts";
import { encodeDocument } from "./bson/encode.ts";
import { document, toInteger } from "./bson/values.ts";
import { makeEngine, type Engine } from "./engine.ts";
import { finishIndexes, keepHouse } from "./housekeeping.ts";
import { garbagePrefix, metaKey, treeOfGarbage } from "./storage/keyspace.ts";
import { isAlive, thisProcess, type Owner } from "./storage/owner.ts";
import { prefixRange } from "./storage/reader.ts";
import { openStore, type Store } from "./storage/store.ts";

const FORMAT = 1;
const HOUSEKEEPING_MS = 30_000;
const OWNER_RETRY_MS = 100;

export class DataFolderInUse extends Error {}

export interface OpenEngine {
  engine: Engine;
  close: () => Promise<void>;
}

/** Opens the data of one folder; waits for the folder's former owner to leave, and throws DataFolderInUse if it stays. */
export async function openEngine(options: {
  dataDir: string;
  waitMs?: number;
  onFault: (fault: unknown) => void;
}): Promise<OpenEngine> {
  const store = openStore(options.dataDir);
  try {
    await refuseOtherFormat(store, options.dataDir);
    await takeOver(store, options.dataDir, options.waitMs ?? 10_000);
  } catch (fault) {
    await store.close();
    throw fault;
  }
  const engine = makeEngine(store);
  for (const { key } of store.latest.range(prefixRange(garbagePrefix))) {
    engine.catalog.noteTree(treeOfGarbage(key));
  }
  finishIndexes(engine).catch(options.onFault);
  let chore = Promise.resolve();
  const timer = setInterval(() => {
    chore = chore.then(() => keepHouse(engine, new Date())).catch(options.onFault);
  }, HOUSEKEEPING_MS);
  return {
    engine,
    async close() {
      clearInterval(timer);
      engine.sessions.abortAll();
      await chore;
      await engine.lane.run((batch) => batch.remove(metaKey("owner")));
      await store.close();
    },
  };
}

async function refuseOtherFormat(store: Store, folder: string): Promise<void> {
  const known = store.latest.get(metaKey("format"));
  if (!known) {
    await store.commit([{ key: metaKey("format"), value: Buffer.from(String(FORMAT)) }]);
  } else if (known.toString() !== String(FORMAT)) {
    throw new Error(
      `${folder} was written by another version of this engine (format ${known.toString()})`,
    );
  }
}

async function takeOver(store: Store, folder: string, waitMs: number): Promise<void> {
  const until = Date.now() + waitMs;
  for (;;) {
    const owner = ownerOf(store);
    if (!owner || !isAlive(owner)) {
      break;
    }
    if (Date.now() >= until) {
      throw new DataFolderInUse(
        `${folder} is in use by process ${owner.pid}: one engine at a time`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, OWNER_RETRY_MS));
  }
  const { pid, startedAt } = thisProcess();
  const value = encodeDocument(document({ pid, startedAt }));
  await store.commit([{ key: metaKey("owner"), value }]);
}

function ownerOf(store: Store): Owner | undefined {
  const bytes = store.latest.get(metaKey("owner"));
  const source = bytes && decodeDocument(bytes);
  const pid = toInteger(source?.get("pid"));
  const startedAt = source?.get("startedAt");
  return pid === undefined || typeof startedAt !== "string" ? undefined : { pid, startedAt };
}
