import { Long, MongoServerError, UUID } from "mongodb";
import { randomBytes } from "node:crypto";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeEngine } from "../../server/embedded-mongodb/engine.ts";
import { orderedKey } from "../../server/embedded-mongodb/bson/orderedKey.ts";
import { inTree } from "../../server/embedded-mongodb/storage/keyspace.ts";
import { Store } from "../../server/embedded-mongodb/storage/store.ts";
import { openTree } from "../../server/embedded-mongodb/storage/tree.ts";
import { HeldJournal } from "./support/heldJournal.ts";
import { rawCommand } from "./support/rawClient.ts";
import { openTestEngine, temporaryFolder, testEngine } from "./support/testEngine.ts";

const errorOf = async (work: Promise<unknown>): Promise<MongoServerError> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MongoServerError)) {
    throw new Error("not refused", { cause: error });
  }
  return error;
};

describe("a transaction", () => {
  test("sees its own writes, is unseen until it commits, and is seen whole [D11]", async () => {
    const { client, db } = await testEngine();
    const boards = db.collection("boards");
    await boards.insertOne({ _id: "b" as never, rev: 1 });
    const session = client.startSession();
    session.startTransaction();

    await boards.updateOne({ rev: 1 }, { $inc: { rev: 1 } }, { session });
    await boards.insertMany([{ n: 1 }, { n: 2 }], { session });

    expect(await boards.countDocuments({}, { session })).toBe(3);
    expect(await boards.find().toArray()).toEqual([{ _id: "b", rev: 1 }]);
    await session.commitTransaction();
    expect(await boards.countDocuments()).toBe(3);
    await session.endSession();
  });

  test("reads one moment, whatever others commit meanwhile [D11]", async () => {
    const { client, db } = await testEngine();
    const boards = db.collection("boards");
    await boards.insertOne({ _id: "b" as never, rev: 1 });
    await boards.createIndex({ rev: 1 });
    const session = client.startSession();
    session.startTransaction();
    const before = await boards.findOne({}, { session });

    await boards.updateOne({}, { $set: { rev: 2 } });
    await boards.createIndex({ other: 1, rev: 1 });

    expect(await boards.findOne({}, { session })).toEqual(before);
    expect(await boards.findOne({ rev: 1 }, { session })).toEqual(before);
    expect(await boards.findOne({ other: null, rev: 1 }, { session })).toEqual(before);
    expect(await boards.findOne({ other: null, rev: 2 }, { session })).toBeNull();
    await session.abortTransaction();
    expect(await boards.findOne()).toEqual({ _id: "b", rev: 2 });
  });

  test("fails where another's write is on its way to the disk, not yet to be seen [D11]", async () => {
    const folder = await temporaryFolder();
    const tree = openTree(folder);
    onTestFinished(() => tree.close());
    const journal = new HeldJournal(folder);
    const { lane, sessions, store } = makeEngine(await Store.open(tree, journal));
    onTestFinished(() => store.close());
    const key = inTree(1, orderedKey("c"));
    await lane.run((batch) => batch.put(key, Buffer.from("first")));
    const number = { session: randomBytes(16), number: Long.fromNumber(1) };
    const transaction = sessions.start(number);

    const held = journal.hold();
    const written = lane.run((batch) => batch.put(key, Buffer.from("second")));
    await held.reached;

    expect(transaction.get(key)?.toString()).toBe("first");
    expect(store.latest.get(key)?.toString()).toBe("first");
    expect(() => transaction.claim(key)).toThrow("Write conflict");
    sessions.abort(number);
    held.release();
    await written;
    expect(store.latest.get(key)?.toString()).toBe("second");
  });

  test("fails where another was first, and leaves nothing [D11]", async () => {
    const { client, db } = await testEngine();
    const boards = db.collection("boards");
    await boards.insertOne({ _id: "b" as never, rev: 1 });
    const [first, second, third] = [
      client.startSession(),
      client.startSession(),
      client.startSession(),
    ];
    for (const session of [first, second, third]) {
      session.startTransaction();
    }
    await boards.findOne({}, { session: third });
    await boards.updateOne({ rev: 1 }, { $set: { rev: 2 } }, { session: first });
    await boards.insertOne({ by: "second" }, { session: second });

    const early = await errorOf(
      boards.updateOne({ rev: 1 }, { $set: { rev: 3 } }, { session: second }),
    );
    await first.commitTransaction();
    const late = await errorOf(
      boards.updateOne({ rev: 1 }, { $set: { rev: 4 } }, { session: third }),
    );

    for (const error of [early, late]) {
      expect(error.code).toBe(112);
      expect(error.hasErrorLabel("TransientTransactionError")).toBe(true);
    }
    expect(await boards.find().toArray()).toEqual([{ _id: "b", rev: 2 }]);
    expect((await errorOf(second.commitTransaction())).code).toBe(251);
  });

  test("and another cannot both take a unique key [D10, D11]", async () => {
    const { client, db } = await testEngine();
    const users = db.collection("users");
    await users.createIndex({ email: 1 }, { unique: true });
    const [first, second] = [client.startSession(), client.startSession()];
    first.startTransaction();
    second.startTransaction();
    await users.insertOne({ email: "a" }, { session: first });

    expect((await errorOf(users.insertOne({ email: "a" }, { session: second }))).code).toBe(112);
    await first.commitTransaction();
    expect((await errorOf(users.insertOne({ email: "a" }))).code).toBe(11000);
  });

  test("makes plain writes to what it has written wait for its end [D11]", async () => {
    const { client, db } = await testEngine();
    const boards = db.collection("boards");
    await boards.insertOne({ _id: "b" as never, rev: 1 });
    const session = client.startSession();
    session.startTransaction();
    await boards.updateOne({}, { $inc: { rev: 10 } }, { session });

    const waiting = boards.updateOne({}, { $inc: { rev: 1 } });
    await boards.insertOne({ _id: "not held" as never });
    await session.commitTransaction();
    await waiting;

    expect(await boards.findOne()).toEqual({ _id: "b", rev: 12 });
  });

  test("ends with its session and with a failed statement [D11]", async () => {
    const { client, db } = await testEngine();
    const c = db.collection("c");
    await c.insertOne({ _id: 1 as never });
    const session = client.startSession();
    session.startTransaction();
    await c.insertOne({ _id: 2 as never }, { session });

    expect((await errorOf(c.insertOne({ _id: 1 as never }, { session }))).code).toBe(11000);

    expect((await errorOf(session.commitTransaction())).code).toBe(251);
    expect(await c.countDocuments()).toBe(1);
  });
});

const lsid = { id: new UUID() };
const numbered = (number: number) => ({ lsid, txnNumber: Long.fromNumber(number), $db: "test" });

describe("a numbered write", () => {
  /** What drivers send again where a connection broke before the answer came. */
  const increment = (number: number) => ({
    update: "counters",
    updates: [{ q: { _id: "c" }, u: { $inc: { n: 1 } }, upsert: true }],
    ...numbered(number),
  });

  test("happens once, also when it is sent several times at once [D12]", async () => {
    const server = await testEngine();

    const replies = await Promise.all(
      Array.from({ length: 5 }, () => rawCommand(server.uri, increment(1))),
    );

    for (const reply of replies) {
      expect(reply).toMatchObject({ n: 1, nModified: 0, upserted: [{ index: 0, _id: "c" }] });
    }
    expect(await server.db.collection("counters").findOne()).toEqual({ _id: "c", n: 1 });
  });

  test("is remembered over a restart, each kind of it [D12]", async () => {
    const dataDir = await temporaryFolder();
    const inserts = { insert: "c", documents: [{ _id: 1 }, { _id: 2 }], ...numbered(2) };
    const removal = { findAndModify: "c", query: { _id: 1 }, remove: true, ...numbered(3) };
    const before = await openTestEngine({ dataDir });
    await rawCommand(before.uri, increment(1));
    await before.close();

    const between = await openTestEngine({ dataDir });
    expect(await rawCommand(between.uri, increment(1))).toMatchObject({
      n: 1,
      upserted: [{ index: 0, _id: "c" }],
    });
    expect(await rawCommand(between.uri, inserts)).toMatchObject({ n: 2 });
    expect(await rawCommand(between.uri, inserts)).toMatchObject({ n: 2, ok: 1 });
    await rawCommand(between.uri, removal);
    await between.close();

    const after = await openTestEngine({ dataDir });
    onTestFinished(after.close);
    expect(await rawCommand(after.uri, removal)).toMatchObject({ value: { _id: 1 }, ok: 1 });
    expect(await after.db.collection("c").find().toArray()).toEqual([{ _id: 2 }]);
    expect(await after.db.collection("counters").findOne()).toEqual({ _id: "c", n: 1 });
    expect(await rawCommand(after.uri, increment(1))).toMatchObject({ ok: 0, code: 225 });
  });

  test("does the rest where only a part was done before [D12]", async () => {
    const { uri, db } = await testEngine();
    const documents = [{ _id: 1 }, { _id: 2 }];
    await rawCommand(uri, { insert: "c", documents: documents.slice(0, 1), ...numbered(1) });

    const reply = await rawCommand(uri, { insert: "c", documents, ...numbered(1) });

    expect(reply).toMatchObject({ n: 2, ok: 1 });
    expect(await db.collection("c").countDocuments()).toBe(2);
  });
});

describe("a commit", () => {
  test("that is repeated tells the outcome of the first, also after a restart [D12]", async () => {
    const dataDir = await temporaryFolder();
    const part = { ...numbered(1), autocommit: false };
    const commit = { commitTransaction: 1, ...part, $db: "admin" };
    const before = await openTestEngine({ dataDir });
    await rawCommand(before.uri, {
      insert: "c",
      documents: [{ _id: 1 }],
      startTransaction: true,
      ...part,
    });
    expect(await rawCommand(before.uri, commit)).toMatchObject({ ok: 1 });
    expect(await rawCommand(before.uri, commit)).toMatchObject({ ok: 1 });
    await before.close();

    const after = await openTestEngine({ dataDir });
    onTestFinished(after.close);
    expect(await rawCommand(after.uri, commit)).toMatchObject({ ok: 1 });
    expect(await rawCommand(after.uri, { find: "c", ...part })).toMatchObject({ code: 256 });
    const unknown = { ...commit, txnNumber: Long.fromNumber(2) };
    expect(await rawCommand(after.uri, unknown)).toMatchObject({
      code: 251,
      errorLabels: ["TransientTransactionError"],
    });
    expect(await after.db.collection("c").countDocuments()).toBe(1);
  });
});
