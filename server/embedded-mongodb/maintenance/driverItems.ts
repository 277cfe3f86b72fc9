import { MongoServerError, type ClientSession, type MongoClient } from "mongodb";
import { decodeDocument } from "../bson/decode.ts";
import type { Document } from "../bson/values.ts";
import type { Item, Items } from "./item.ts";

const CHUNK = 1_000;
const SYSTEM = ["admin", "local", "config"];

/** All that a server holds, as of one moment. */
export async function* driverItems(client: MongoClient): AsyncGenerator<Item> {
  const session = await momentOf(client);
  try {
    const { databases } = await client.db("admin").admin().listDatabases({ nameOnly: true });
    for (const { name: database } of databases.filter(({ name }) => !SYSTEM.includes(name))) {
      const found = await client.db(database).listCollections({ type: "collection" }).toArray();
      for (const { name } of found.filter((each) => !each.name.startsWith("system."))) {
        yield {
          kind: "collection",
          database,
          name,
          indexes: await indexesOf(client, database, name),
        };
        const documents = client.db(database).collection(name).find({}, { raw: true, session });
        for await (const bytes of documents) {
          yield { kind: "document", bytes: bytesOf(bytes) };
        }
      }
    }
  } finally {
    await session.endSession();
  }
}

/** A session that sees one moment: by snapshot reads, or in a transaction where the server has none. */
async function momentOf(client: MongoClient): Promise<ClientSession> {
  const snapshot = client.startSession({ snapshot: true });
  try {
    await client.db("admin").collection("none").findOne({}, { session: snapshot });
    return snapshot;
  } catch (fault) {
    await snapshot.endSession();
    if (!(fault instanceof MongoServerError)) {
      throw fault;
    }
    const session = client.startSession();
    session.startTransaction({ readConcern: "snapshot" });
    return session;
  }
}

async function indexesOf(client: MongoClient, database: string, name: string): Promise<Document[]> {
  const found: Document[] = [];
  for await (const bytes of client.db(database).collection(name).listIndexes({ raw: true })) {
    const index = decodeDocument(bytesOf(bytes));
    if (index.get("name") !== "_id_") {
      found.push(index);
    }
  }
  return found;
}

function bytesOf(document: unknown): Buffer {
  if (!(document instanceof Uint8Array)) {
    throw new TypeError("the driver did not hand over raw documents");
  }
  return Buffer.from(document);
}

/** Puts everything into a server that holds no documents in these collections yet; indexes are built last. */
export async function writeToDriver(client: MongoClient, items: Items): Promise<void> {
  let chunk: Document[] = [];
  let open: { flush: () => Promise<void>; finish: () => Promise<void> } | undefined;
  for await (const item of items) {
    if (item.kind === "document") {
      chunk.push(decodeDocument(item.bytes));
      if (chunk.length >= CHUNK) {
        await open?.flush();
      }
      continue;
    }
    await open?.finish();
    const { database, name, indexes } = item;
    const db = client.db(database);
    await refuseFull(client, database, name);
    const flush = async () => {
      const documents = chunk;
      chunk = [];
      if (documents.length > 0) {
        await db.command({ insert: name, documents, writeConcern: { w: "majority" } });
      }
    };
    open = {
      flush,
      async finish() {
        await flush();
        if (indexes.length > 0) {
          await db.command({ createIndexes: name, indexes });
        }
      },
    };
  }
  await open?.finish();
}

async function refuseFull(client: MongoClient, database: string, name: string): Promise<void> {
  const db = client.db(database);
  if (await db.collection(name).findOne({}, { projection: { _id: 1 } })) {
    throw new Error(`${database}.${name} holds documents already: nothing is copied over them`);
  }
  const known = await db.listCollections({ name }, { nameOnly: true }).toArray();
  if (known.length === 0) {
    await db.createCollection(name);
  }
}
