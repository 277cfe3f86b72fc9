import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  MongoClient,
  type CommandStartedEvent,
  type CommandSucceededEvent,
  type CommandFailedEvent,
  type Document,
} from "mongodb";

import { deserialize, EJSON, serialize } from "bson";
import { mismatch, type Entities } from "./matchValue.ts";
import { NotInSubset, perform, transactionOptions } from "./operations.ts";

export type Outcome =
  | { state: "passed" }
  | { state: "failed"; reason: string }
  | { state: "skipped"; reason: string };

export interface TestResult {
  file: string;
  name: string;
  outcome: Outcome;
}

type Loose = Document[string];
type CommandEvent = CommandStartedEvent | CommandSucceededEvent | CommandFailedEvent;

const SERVER_VERSION = "7.0.0";
const TOPOLOGY = "replicaset";

export const readFiles = (folder: string): { file: string; content: Document }[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => ({
      file,
      content: EJSON.parse(readFileSync(join(folder, file), "utf8"), { relaxed: true }) as Document,
    }));

/** Runs all tests of one file of MongoDB's unified format, through the driver. */
export async function runFile(
  uri: string,
  file: string,
  content: Document,
  isKnownRefusal: (error: unknown) => boolean,
): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const test of content["tests"]) {
    const unmet = [content["runOnRequirements"], test["runOnRequirements"]]
      .map(unmetRequirement)
      .find(Boolean);
    const skipped = test["skipReason"] ?? unmet;
    const outcome: Outcome = skipped
      ? { state: "skipped", reason: skipped }
      : await runTest(uri, content, test, isKnownRefusal);
    results.push({ file, name: test["description"], outcome });
  }
  return results;
}

function unmetRequirement(requirements: Document[] | undefined): string | undefined {
  if (!requirements) {
    return undefined;
  }
  const isMet = requirements.some(
    ({ minServerVersion, maxServerVersion, topologies, auth, serverParameters }) =>
      (!minServerVersion || compareVersions(minServerVersion, SERVER_VERSION) <= 0) &&
      (!maxServerVersion || compareVersions(maxServerVersion, SERVER_VERSION) >= 0) &&
      (!topologies || topologies.includes(TOPOLOGY)) &&
      !auth &&
      !serverParameters,
  );
  return isMet ? undefined : "for other versions or topologies of MongoDB";
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(".").map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

async function runTest(
  uri: string,
  content: Document,
  test: Document,
  isKnownRefusal: (error: unknown) => boolean,
): Promise<Outcome> {
  const world = new World(uri);
  try {
    await world.open();
    await world.seed(content["initialData"] ?? []);
    await world.create(content["createEntities"] ?? []);
    for (const operation of test["operations"]) {
      await world.operate(operation);
    }
    await world.endSessions();
    world.checkEvents(test["expectEvents"] ?? []);
    await world.checkData(test["outcome"] ?? []);
    return { state: "passed" };
  } catch (error) {
    if (error instanceof NotInSubset) {
      return { state: "skipped", reason: error.message };
    }
    const cause = error instanceof Unexpected ? error.cause : error;
    if (isKnownRefusal(cause)) {
      return { state: "skipped", reason: `refused: ${(cause as Error).message}` };
    }
    return { state: "failed", reason: error instanceof Error ? error.message : String(error) };
  } finally {
    await world.close();
  }
}

class Unexpected extends Error {}

class World implements Entities {
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
    const events: CommandEvent[] = [];
    this.#events.set(given["id"], events);
    const ignored = new Set([
      "configureFailPoint",
      "killAllSessions",
      ...(given["ignoreCommandMonitoringEvents"] ?? []),
    ]);
    const kinds = {
      commandStartedEvent: "commandStarted",
      commandSucceededEvent: "commandSucceeded",
      commandFailedEvent: "commandFailed",
    } as const;
    for (const observed of given["observeEvents"] ?? []) {
      const kind = kinds[observed as keyof typeof kinds];
      if (kind) {
        client.on(kind as "commandStarted", (event) => {
          if (!ignored.has(event.commandName)) {
            events.push(copied(event));
          }
        });
      }
    }
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
      this.#checkError(name, error, expectError);
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

  #checkError(name: string, error: Loose, expected: Document): void {
    const response = error.errorResponse ?? error;
    const checks: [boolean, string][] = [
      [
        expected["isClientError"] !== true ||
          error.code === undefined ||
          error.errorResponse === undefined,
        "a client error",
      ],
      [expected["isClientError"] !== false || error.code !== undefined, "a server error"],
      [
        expected["errorContains"] === undefined ||
          String(error.message)
            .toLowerCase()
            .includes(String(expected["errorContains"]).toLowerCase()),
        `containing '${expected["errorContains"]}'`,
      ],
      [
        expected["errorCode"] === undefined || error.code === expected["errorCode"],
        `code ${expected["errorCode"]}`,
      ],
      [
        expected["errorCodeName"] === undefined ||
          (error.codeName ?? response.codeName) === expected["errorCodeName"],
        `code name ${expected["errorCodeName"]}`,
      ],
      [
        (expected["errorLabelsContain"] ?? []).every((label: string) =>
          error.hasErrorLabel?.(label),
        ),
        `labels ${expected["errorLabelsContain"]}`,
      ],
      [
        (expected["errorLabelsOmit"] ?? []).every((label: string) => !error.hasErrorLabel?.(label)),
        `no labels ${expected["errorLabelsOmit"]}`,
      ],
    ];
    for (const [holds, what] of checks) {
      if (!holds) {
        throw new Unexpected(
          `${name}: expected an error with ${what}, got ${error.code} ${error.codeName} ${error.message}`,
          { cause: error },
        );
      }
    }
    if (expected["expectResult"] !== undefined) {
      const problem = mismatch(
        error.partialResult ?? error.result ?? error,
        expected["expectResult"],
        this,
      );
      if (problem) {
        throw new Error(`${name}: in the error's result, ${problem}`);
      }
    }
    if (expected["errorResponse"] !== undefined) {
      const problem = mismatch(response, expected["errorResponse"], this);
      if (problem) {
        throw new Error(`${name}: in the error's response, ${problem}`);
      }
    }
  }

  async endSessions(): Promise<void> {
    for (const { kind, value } of this.#entities.values()) {
      if (kind === "session") {
        await value.endSession();
      }
    }
  }

  checkEvents(expectations: Document[]): void {
    for (const { client, events: expected, eventType = "command" } of expectations) {
      if (eventType !== "command") {
        throw new NotInSubset(`events of type ${eventType}`);
      }
      const events = this.#events.get(client) ?? [];
      if (events.length !== expected.length) {
        throw new Error(
          `expected ${expected.length} events, got ${events.map(({ commandName }) => commandName).join(", ")}`,
        );
      }
      expected.forEach((each: Document, index: number) => {
        const [, wanted] = Object.entries(each)[0] ?? [];
        const event: Loose = events[index];
        const problem =
          mismatch(event.command, wanted.command ?? {}, this, `event ${index}`) ??
          (wanted.commandName && wanted.commandName !== event.commandName
            ? `event ${index} is ${event.commandName}`
            : undefined) ??
          (wanted.databaseName && wanted.databaseName !== event.databaseName
            ? `event ${index} is of ${event.databaseName}`
            : undefined) ??
          (wanted.reply ? mismatch(event.reply, wanted.reply, this, `reply ${index}`) : undefined);
        if (problem) {
          throw new Error(problem);
        }
      });
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

/** As it is now: the driver goes on working with what it shows. */
const copied = (event: Loose): Loose => ({
  commandName: event.commandName,
  databaseName: event.databaseName,
  command: event.command && deserialize(serialize(event.command, { ignoreUndefined: true })),
  reply: event.reply && deserialize(serialize(event.reply, { ignoreUndefined: true })),
});

function concerns({ options }: Document): { options: Document } {
  return { options: options ? { ...options, ...transactionOptions(options) } : {} };
}

/** The driver may add `_id`s to what it is given: every test gets its own. */
function copy(given: Document): Document {
  const { session, ...rest } = given;
  return { ...(EJSON.deserialize(EJSON.serialize(rest)) as Document), ...(session && { session }) };
}
