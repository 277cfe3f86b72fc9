import { EJSON } from "bson";
import { MongoClient, type Document } from "mongodb";
import { checkError, Unexpected } from "./checkError.ts";
import { observe, type CommandEvent } from "./commandEvents.ts";
import { mismatch, type Entities } from "./matchValue.ts";
import { NotInSubset, perform, transactionOptions } from "./operations.ts";

type Loose = Document[string];

/** What one test has made, and what has happened to it. */
export class TestWorld implements Entities {
  readonly #uri: string;
  readonly #admin: MongoClient;
  readonly #entities = new Map<string, { kind: string; value: Loose }>();
  readonly #lsids = new Map<string, unknown>();
  readonly #events = new Map<string, CommandEvent[]>();

  constructor(uri: string) {
    this.#uri = uri;
    this.#admin = new MongoClient(uri);
  }

  async open(): Promise<void> {
    await this.#admin.connect();
    await this.#admin.db("admin").command({ killAllSessions: [] });
  }

  async close(): Promise<void> {
    for (const { kind, value } of this.#entities.values()) {
      if (kind === "client") {
        await value.close(true);
      }
    }
    await this.#admin.close();
  }

  get(name: string): unknown {
    return this.#entities.get(name)?.value;
  }

  lsidOf(name: string): unknown {
    return this.#lsids.get(name);
  }

  async seed(data: Document[]): Promise<void> {
    for (const { databaseName, collectionName, documents } of data) {
      const collection = this.#admin
        .db(databaseName)
        .collection(collectionName, { promoteValues: false });
      await collection.drop();
      await this.#admin.db(databaseName).createCollection(collectionName);
      if (documents.length > 0) {
        await collection.insertMany(documents);
      }
    }
  }

  async create(definitions: Document[]): Promise<void> {
    for (const definition of definitions) {
      const [kind = "", given = {}] = Object.entries(definition)[0] ?? [];
      this.#entities.set(given.id, { kind, value: await this.#make(kind, given) });
    }
  }

  async #make(kind: string, given: Document): Promise<unknown> {
    switch (kind) {
      case "client":
        return await this.#makeClient(given);
      case "database":
        return (this.get(given["client"]) as MongoClient).db(
          given["databaseName"],
          concerns({ options: given["databaseOptions"] }).options,
        );
      case "collection":
        return (this.get(given["database"]) as Loose).collection(
          given["collectionName"],
          concerns({ options: given["collectionOptions"] }).options,
        );
      case "session": {
        const session = (this.get(given["client"]) as MongoClient).startSession({
          ...given["sessionOptions"],
          ...(given["sessionOptions"]?.defaultTransactionOptions && {
            defaultTransactionOptions: transactionOptions(
              given["sessionOptions"].defaultTransactionOptions,
            ),
          }),
        });
        this.#lsids.set(given["id"], session.id);
        return session;
      }
      default:
        throw new NotInSubset(`entity ${kind}`);
    }
  }

  async #makeClient(given: Document): Promise<MongoClient> {
    const client = new MongoClient(this.#uri, { monitorCommands: true, ...given["uriOptions"] });
    this.#events.set(given["id"], observe(client, given));
    return await client.connect();
  }

  async operate({
    object,
    name,
    arguments: given = {},
    expectError,
    expectResult,
    saveResultAsEntity,
    ignoreResultAndError,
  }: Document): Promise<void> {
    if (name === "createEntities") {
      await this.create(given.entities);
      return;
    }
    const on =
      object === "testRunner"
        ? { kind: "testRunner", value: undefined }
        : this.#entities.get(object);
    if (!on) {
      throw new NotInSubset(`entity ${object}`);
    }
    const resolved = { ...given };
    if (typeof given.session === "string") {
      resolved.session = this.get(given.session);
    }
    let result: unknown;
    try {
      result = await perform(name, on, copy(resolved), this.#admin);
    } catch (error) {
      if (ignoreResultAndError) {
        return;
      }
      if (error instanceof NotInSubset) {
        throw error;
      }
      if (!expectError) {
        throw new Unexpected(`${name}: ${(error as Error).message}`, { cause: error });
      }
      checkError(name, error as Loose, expectError, this);
      return;
    }
    if (expectError) {
      throw new Error(`${name}: expected an error, got ${JSON.stringify(result)}`);
    }
    if (saveResultAsEntity) {
      this.#entities.set(saveResultAsEntity, { kind: "result", value: result });
    }
    if (expectResult !== undefined && !ignoreResultAndError) {
      const problem = mismatch(result ?? null, expectResult, this);
      if (problem) {
        throw new Error(`${name}: ${problem}`);
      }
    }
  }

  eventsOf(client: string): CommandEvent[] {
    return this.#events.get(client) ?? [];
  }

  async endSessions(): Promise<void> {
    for (const { kind, value } of this.#entities.values()) {
      if (kind === "session") {
        await value.endSession();
      }
    }
  }

  async checkData(outcomes: Document[]): Promise<void> {
    for (const { databaseName, collectionName, documents } of outcomes) {
      const found = await this.#admin
        .db(databaseName)
        .collection(collectionName)
        .find()
        .sort({ _id: 1 })
        .toArray();
      const problem =
        found.length === documents.length
          ? mismatch(found, documents, this, "data", false)
          : `expected ${documents.length} documents`;
      if (problem) {
        throw new Error(`${problem}; stored: ${JSON.stringify(found)}`);
      }
    }
  }
}

function concerns({ options }: Document): { options: Document } {
  return { options: options ? { ...options, ...transactionOptions(options) } : {} };
}

/** The driver may add `_id`s to what it is given: every test gets its own. */
function copy(given: Document): Document {
  const { session, ...rest } = given;
  return { ...(EJSON.deserialize(EJSON.serialize(rest)) as Document), ...(session && { session }) };
}
