import { once } from "node:events";
import { UUID, type Document } from "mongodb";
import { describe, expect, onTestFinished, test } from "vitest";
import { connectTo, formatMessage, rawCommand } from "./support/rawClient.ts";
import { fuzzRun } from "./support/fuzzRun.ts";
import { openTestEngine, temporaryFolder, testEngine } from "./support/testEngine.ts";

describe("the wire", () => {
  test("takes whatever bytes come, and other clients do not notice [D16]", async () => {
    const server = await openTestEngine();
    onTestFinished(server.close);

    const run = await fuzzRun(server.uri, { messages: 150, seed: 3 });

    expect(run.faults).toEqual([]);
    expect(server.faults).toEqual([]);
    expect(run.answered).toBeGreaterThan(20);
    expect(run.hungUp).toBeGreaterThan(20);
  }, 60_000);

  test("puts a message together from pieces, and takes several at once [D16]", async () => {
    const { uri } = await testEngine();
    const socket = await connectTo(uri);
    const two = Buffer.concat(
      [1, 2].map((id) => formatMessage({ ping: 1, $db: "test" }, undefined, id)),
    );

    for (const byte of two.subarray(0, 100)) {
      socket.write(Buffer.from([byte]));
    }
    socket.write(two.subarray(100));

    const answers: number[] = [];
    let received: Buffer = Buffer.alloc(0);
    while (answers.length < 2) {
      const [chunk] = await once(socket, "data");
      received = Buffer.concat([received, chunk as Buffer]);
      while (received.length >= 16 && received.length >= received.readInt32LE(0)) {
        answers.push(received.readInt32LE(8));
        received = received.subarray(received.readInt32LE(0));
      }
    }
    socket.destroy();
    expect(answers).toEqual([1, 2]);
  });

  test("hangs up on a message of an impossible size [D16]", async () => {
    const { uri } = await testEngine();
    const socket = await connectTo(uri);
    socket.resume();
    const head = Buffer.alloc(16);
    head.writeInt32LE(2_000_000_000, 0);

    socket.write(head);

    await once(socket, "close");
  });

  test("answers a command it does not know with MongoDB's code [D8]", async () => {
    const { uri } = await testEngine();

    expect(await rawCommand(uri, { doMagic: 1, $db: "test" })).toMatchObject({
      ok: 0,
      code: 59,
      codeName: "CommandNotFound",
      errmsg: "no such command: 'doMagic'",
    });
    expect(await rawCommand(uri, { find: "c", filter: {}, magic: 1, $db: "test" })).toMatchObject({
      code: 40415,
      errmsg: "BSON field 'find.magic' is an unknown field.",
    });
  });
});

describe("a cursor", () => {
  const fill = async (count: number) => {
    const server = await testEngine();
    const collection = server.db.collection<{ _id: number; pad?: string | null }>("c");
    await collection.insertMany(Array.from({ length: count }, (_, _id) => ({ _id })));
    return { ...server, collection };
  };

  test("gives each document once, in order, over many batches, also while others write [D14]", async () => {
    const { collection } = await fill(1_000);
    const seen: number[] = [];

    for await (const { _id } of collection.find(
      { _id: { $lt: 1_000 } },
      { batchSize: 37, sort: { _id: -1 } },
    )) {
      seen.push(_id);
      if (_id % 100 === 0) {
        await collection.insertOne({ _id: 2_000 + _id });
      }
    }

    expect(seen).toEqual(Array.from({ length: 1_000 }, (_, index) => 999 - index));
  });

  test("keeps to its limit, its first batch and its owner, and is gone when killed [D14]", async () => {
    const { db, uri, collection } = await fill(10);
    const limited = await db.command({ find: "c", limit: 4, batchSize: 4 });
    const open = await db.command({ find: "c", batchSize: 2 });
    const id = open["cursor"].id;

    expect(limited["cursor"]).toMatchObject({
      firstBatch: [{ _id: 0 }, { _id: 1 }, { _id: 2 }, { _id: 3 }],
    });
    expect(Number(limited["cursor"].id)).toBe(0);
    expect(
      await rawCommand(uri, {
        getMore: id,
        collection: "c",
        lsid: { id: new UUID() },
        $db: "test",
      }),
    ).toMatchObject({ code: 50737 });
    expect(await db.command({ killCursors: "c", cursors: [id] })).toMatchObject({
      cursorsKilled: [id],
    });
    await expect(db.command({ getMore: id, collection: "c" })).rejects.toMatchObject({ code: 43 });
    expect(await collection.find().skip(8).toArray()).toEqual([{ _id: 8 }, { _id: 9 }]);
  });

  test.each([
    { name: "an index", hint: { kept: 1 } },
    { name: "an index backwards", hint: { kept: 1 }, sort: { kept: -1, _id: -1 } },
    { name: "the collection", hint: { _id: 1 } },
    { name: "the collection backwards", hint: { _id: 1 }, sort: { _id: -1 } },
  ] satisfies { name: string; hint: Document; sort?: Document }[])(
    "through $name shows nothing that was gone or no longer matched when its batch was asked for [D20]",
    async ({ hint, sort }) => {
      const dataDir = await temporaryFolder();
      const before = await openTestEngine({ dataDir });
      const documents = Array.from({ length: 9 }, (_, _id) => ({ _id, kept: true }));
      await before.db.collection<{ _id: number }>("c").insertMany(documents);
      await before.db.collection("c").createIndex({ kept: 1 });
      // From now on all is read from the tree, a piece at a time.
      await before.close();
      const { db, close } = await openTestEngine({ dataDir });
      onTestFinished(close);
      const collection = db.collection<{ _id: number; kept: boolean; pad?: string }>("c");
      const query = {
        find: "c",
        filter: { kept: true },
        hint,
        batchSize: 2,
        ...(sort && { sort }),
      };
      const ids = (batch: Document[]) => batch.map(({ _id }) => _id);
      const first = await db.command(query);

      await collection.deleteOne({ _id: 3 });
      await collection.updateOne({ _id: 5 }, { $set: { kept: false } });
      await collection.updateOne({ _id: 4 }, { $set: { pad: "new" } });
      const rest = await db.command({ getMore: first["cursor"].id, collection: "c" });

      const all = [0, 1, 2, 4, 6, 7, 8];
      const expected = sort ? all.toReversed() : all;
      expect([...ids(first["cursor"].firstBatch), ...ids(rest["cursor"].nextBatch)]).toEqual(
        expected,
      );
      expect(rest["cursor"].nextBatch).toContainEqual({ _id: 4, kept: true, pad: "new" });
    },
  );

  test("in a transaction shows what it has changed meanwhile [D11, D20]", async () => {
    const { client, collection } = await fill(6);
    await collection.createIndex({ pad: 1 });
    await client.withSession((session) =>
      session.withTransaction(async () => {
        const found = collection.find(
          { pad: null },
          { session, hint: { pad: 1 }, batchSize: 2, sort: { pad: 1, _id: 1 } },
        );
        const seen = [(await found.next())?._id, (await found.next())?._id];
        await collection.updateOne({ _id: 3 }, { $set: { pad: "x" } }, { session });
        await collection.deleteOne({ _id: 4 }, { session });
        for await (const { _id } of found) {
          seen.push(_id);
        }
        expect(seen).toEqual([0, 1, 2, 5]);
      }),
    );
  });

  test("splits what is too large for one reply [D14]", async () => {
    const { db, collection } = await fill(1);
    const pad = "x".repeat(6 * 1024 * 1024);
    for (let _id = 1; _id <= 5; _id += 1) {
      await collection.insertOne({ _id, pad });
    }

    const filter = { pad: { $exists: true } };
    const first = await db.command({ find: "c", filter, batchSize: 100 });
    const found = await collection.find(filter).toArray();

    expect(first["cursor"].firstBatch).toHaveLength(2);

    expect(found.map(({ _id }) => _id)).toEqual([1, 2, 3, 4, 5]);
  });
});
