import type {
  ClientSession,
  Collection,
  Db,
  Document,
  MongoClient,
  TransactionOptions,
} from "mongodb";
import { ReadPreference } from "mongodb";

/** What a test file says; it is checked by what it is handed to. */
type Loose = Document[string];
type Arguments = Document;

/** Thrown for what this runner, or this engine by its own list, does not do. */
export class NotInSubset extends Error {}

const collectionOperations: Record<string, (on: Collection, given: Arguments) => Promise<unknown>> =
  {
    insertOne: (on, { document, ...options }) => on.insertOne(document, options),
    insertMany: (on, { documents, ...options }) => on.insertMany(documents, options),
    updateOne: (on, { filter, update, ...options }) => on.updateOne(filter, update, options),
    updateMany: (on, { filter, update, ...options }) => on.updateMany(filter, update, options),
    replaceOne: (on, { filter, replacement, ...options }) =>
      on.replaceOne(filter, replacement, options),
    deleteOne: (on, { filter, ...options }) => on.deleteOne(filter, options),
    deleteMany: (on, { filter, ...options }) => on.deleteMany(filter, options),
    find: (on, { filter, ...options }) => on.find(filter, options).toArray(),
    findOne: (on, { filter, ...options }) => on.findOne(filter, options),
    findOneAndUpdate: (on, { filter, update, ...options }) =>
      on.findOneAndUpdate(filter, update, lowerReturn(options)),
    findOneAndReplace: (on, { filter, replacement, ...options }) =>
      on.findOneAndReplace(filter, replacement, lowerReturn(options)),
    findOneAndDelete: (on, { filter, ...options }) => on.findOneAndDelete(filter, options),
    countDocuments: (on, { filter, ...options }) => on.countDocuments(filter, options),
    estimatedDocumentCount: (on, options) => on.estimatedDocumentCount(options),
    count: (on, { filter, ...options }) => on.count(filter, options),
    distinct: (on, { fieldName, filter, ...options }) => on.distinct(fieldName, filter, options),
    aggregate: (on, { pipeline, ...options }) => on.aggregate(pipeline, options).toArray(),
    bulkWrite: (on, { requests, ...options }) => on.bulkWrite(requests, options),
    createIndex: (on, { keys, ...options }) => on.createIndex(keys, options),
  };

const lowerReturn = ({ returnDocument, ...options }: Arguments): Arguments => ({
  ...options,
  ...(returnDocument && { returnDocument: returnDocument.toLowerCase() }),
});

const databaseOperations: Record<string, (on: Db, given: Arguments) => Promise<unknown>> = {
  aggregate: (on, { pipeline, ...options }) => on.aggregate(pipeline, options).toArray(),
  runCommand: (on, { command, commandName: _, readPreference, ...options }) =>
    on.command(command, {
      ...options,
      ...transactionOptions(readPreference ? { readPreference } : {}),
    }),
  createCollection: (on, { collection, ...options }) => on.createCollection(collection, options),
  dropCollection: (on, { collection, ...options }) => on.dropCollection(collection, options),
};

const sessionOperations: Record<string, (on: ClientSession, given: Arguments) => unknown> = {
  startTransaction: (on, given) => on.startTransaction(transactionOptions(given)),
  commitTransaction: (on, given) => on.commitTransaction(given),
  abortTransaction: (on, given) => on.abortTransaction(given),
  endSession: (on) => on.endSession(),
};

const driverModel = (model: Arguments): Arguments => {
  const [[name, given] = []] = Object.entries(model);
  return { name, ...given };
};

export function transactionOptions(given: Arguments): TransactionOptions {
  const options: Arguments = { ...given };
  if (given["readPreference"]) {
    options["readPreference"] = ReadPreference.fromOptions({
      readPreference: given["readPreference"],
    });
  }
  return options;
}

const testOperations: Record<
  string,
  (admin: MongoClient, given: Arguments, session?: ClientSession) => Promise<void>
> = {
  async assertCollectionExists(admin, { databaseName, collectionName }) {
    expectThat(
      (await collectionNames(admin, databaseName)).includes(collectionName),
      "the collection exists",
    );
  },
  async assertCollectionNotExists(admin, { databaseName, collectionName }) {
    expectThat(
      !(await collectionNames(admin, databaseName)).includes(collectionName),
      "the collection does not exist",
    );
  },
  async assertIndexExists(admin, { databaseName, collectionName, indexName }) {
    expectThat(
      (await indexNames(admin, databaseName, collectionName)).includes(indexName),
      "the index exists",
    );
  },
  async assertIndexNotExists(admin, { databaseName, collectionName, indexName }) {
    expectThat(
      !(await indexNames(admin, databaseName, collectionName)).includes(indexName),
      "the index does not exist",
    );
  },
  async assertSessionTransactionState(_, { state }, session) {
    const states: Record<string, string> = {
      none: "NO_TRANSACTION",
      starting: "STARTING_TRANSACTION",
      in_progress: "TRANSACTION_IN_PROGRESS",
      committed: "TRANSACTION_COMMITTED",
      aborted: "TRANSACTION_ABORTED",
    };
    expectThat(transactionState(session) === states[state], `the transaction is ${state}`);
  },
};

const transactionState = (session: Loose): unknown => session?.transaction?.state;

function expectThat(holds: boolean, what: string): void {
  if (!holds) {
    throw new Error(`expected that ${what}`);
  }
}

const collectionNames = async (admin: MongoClient, database: string): Promise<string[]> =>
  (await admin.db(database).listCollections().toArray()).map(({ name }) => name);

const indexNames = async (
  admin: MongoClient,
  database: string,
  collection: string,
): Promise<string[]> =>
  (
    await admin
      .db(database)
      .collection(collection)
      .indexes()
      .catch(() => [])
  ).map(({ name }: Document) => name);

/** Carries out one operation of a test file on the entity that it names. */
export async function perform(
  name: string,
  on: { kind: string; value: Loose },
  given: Arguments,
  admin: MongoClient,
): Promise<unknown> {
  const tables: Record<
    string,
    Record<string, (on: Loose, given: Arguments, session?: Loose) => unknown>
  > = {
    collection: collectionOperations,
    database: databaseOperations,
    session: sessionOperations,
    client: {
      clientBulkWrite: (client, { models, ...options }) =>
        client.bulkWrite(models.map(driverModel), options),
    },
  };
  if (on.kind === "testRunner") {
    const assert = testOperations[name];
    if (!assert) {
      throw new NotInSubset(
        name === "failPoint" || name === "targetedFailPoint"
          ? "fail points"
          : `runner operation ${name}`,
      );
    }
    return await assert(admin, given, given["session"]);
  }
  const operation = tables[on.kind]?.[name];
  if (!operation) {
    throw new NotInSubset(`operation ${name}`);
  }
  return await operation(on.value, given);
}
