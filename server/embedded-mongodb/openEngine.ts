import { decodeDocument } from "./bson/decode.ts";
import { encodeDocument } from "./bson/encode.ts";
import { document, toInteger } from "./bson/values.ts";
import { makeEngine, type Engine } from "./engine.ts";
import { finishIndexes, keepHouse } from "./housekeeping.ts";
import { Changes } from "./storage/changes.ts";
import { Journal } from "./storage/journal.ts";
import { garbagePrefix, metaKey, treeOfGarbage } from "./storage/keyspace.ts";
import { isAlive, thisProcess, type Owner } from "./storage/owner.ts";
import { prefixRange } from "./storage/reader.ts";
import { Store } from "./storage/store.ts";
import { openTree, type Tree } from "./storage/tree.ts";

const FORMAT = "2";
/** Of the time before the journal: the same tree, with nothing beside it. */
const FORMER_FORMAT = "1";
const HOUSEKEEPING_MS = 30_000;
const REST_MS = 1_000;
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
  const tree = openTree(options.dataDir);
  const store = await ownStore(tree, options.dataDir, options.waitMs ?? 10_000);
  const engine = makeEngine(store);
  for (const { key } of store.latest.range(prefixRange(garbagePrefix))) {
    engine.catalog.noteTree(treeOfGarbage(key));
  }
  finishIndexes(engine).catch(options.onFault);
  let chore = Promise.resolve();
  const timer = setInterval(() => {
    chore = chore.then(() => keepHouse(engine, new Date())).catch(options.onFault);
  }, HOUSEKEEPING_MS);
  const rest = setInterval(() => {
    chore = chore.then(() => engine.lane.rest()).catch(options.onFault);
  }, REST_MS);
  return {
    engine,
    async close() {
      clearInterval(timer);
      clearInterval(rest);
      engine.sessions.abortAll();
      await chore;
      await store.close();
      await tree.commit(Changes.of([{ key: metaKey("owner"), value: undefined }]));
      await tree.close();
    },
  };
}

async function ownStore(tree: Tree, folder: string, waitMs: number): Promise<Store> {
  let journal: Journal | undefined;
  try {
    refuseOtherFormat(tree, folder);
    await takeOver(tree, folder, waitMs);
    journal = new Journal(folder);
    return await Store.open(tree, journal);
  } catch (fault) {
    journal?.close();
    await tree.close();
    throw fault;
  }
}

function refuseOtherFormat(tree: Tree, folder: string): void {
  const known = tree.latest.get(metaKey("format"))?.toString() ?? FORMAT;
  if (known !== FORMAT && known !== FORMER_FORMAT) {
    throw new Error(`${folder} was written by another version of this engine (format ${known})`);
  }
}

async function takeOver(tree: Tree, folder: string, waitMs: number): Promise<void> {
  const until = Date.now() + waitMs;
  for (;;) {
    const owner = ownerOf(tree);
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
  await tree.commit(
    Changes.of([
      { key: metaKey("owner"), value },
      { key: metaKey("format"), value: Buffer.from(FORMAT) },
    ]),
  );
}

function ownerOf(tree: Tree): Owner | undefined {
  const bytes = tree.latest.get(metaKey("owner"));
  const source = bytes && decodeDocument(bytes);
  const pid = toInteger(source?.get("pid"));
  const startedAt = source?.get("startedAt");
  return pid === undefined || typeof startedAt !== "string" ? undefined : { pid, startedAt };
}
