import { MongoServerError, type Document } from "mongodb";
import { describe, expect, onTestFinished, test } from "vitest";
import { keepHouse } from "../../server/embedded-mongodb/housekeeping.ts";
import { parseFilter } from "../../server/embedded-mongodb/matching/parseFilter.ts";
import { batchViewpoint } from "../../server/embedded-mongodb/planning/viewpoint.ts";
import { runQuery } from "../../server/embedded-mongodb/planning/runQuery.ts";
import { unpaused } from "../../server/embedded-mongodb/planning/paused.ts";
import { parseSort } from "../../server/embedded-mongodb/sorting/sort.ts";
import { decodeDocument } from "../../server/embedded-mongodb/bson/decode.ts";
import { BSON } from "mongodb";
import {
  openTestEngine,
  temporaryFolder,
  testEngine,
  type TestEngine,
} from "./support/testEngine.ts";

const toMap = (document: Document) => decodeDocument(Buffer.from(BSON.serialize(document)));

/** How many index entries and documents a query looks at. */
function looksAt(
  { engine }: TestEngine,
  name: string,
  query: { filter: Document; sort?: Document; limit?: number },
) {
  const counts = { keys: 0, documents: 0 };
  const found = runQuery(
    batchViewpoint(engine.store.latest, engine.store),
    {
      collection: engine.catalog.find("test", name),
      filter: parseFilter(toMap(query.filter)),
      sort: query.sort && parseSort(toMap(query.sort)),
      limit: query.limit,
    },
    counts,
  );
  return { found: [...unpaused(found)].length, ...counts };
}

async function refusal(work: Promise<unknown>): Promise<MongoServerError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MongoServerError)) {
    throw new Error("not refused", { cause: error });
  }
  return error;
}

describe("an index", () => {
  test("serves a page in order without reading the collection [D9]", async () => {
    const server = await testEngine();
    const ideas = server.db.collection("ideas");
    await ideas.createIndex({ boardId: 1, removed: 1, votes: -1, _id: -1 });
    await ideas.insertMany(
      Array.from({ length: 2_000 }, (_, n) => ({
        _id: `i${n}`,
        boardId: `b${n % 4}`,
        removed: n % 10 === 0,
        votes: n % 97,
      })) as Document[],
    );

    const looked = looksAt(server, "ideas", {
      filter: { boardId: "b1", removed: false },
      sort: { votes: -1, _id: -1 },
      limit: 50,
    });
    const page = await ideas
      .find({ boardId: "b1", removed: false })
      .sort({ votes: -1, _id: -1 })
      .limit(50)
      .toArray();

    expect(looked).toEqual({ found: 50, keys: 50, documents: 50 });
    expect(page.map(({ votes }) => votes)).toEqual(
      page.map(({ votes }) => votes).toSorted((a, b) => b - a),
    );
  });

  test("serves ranges, lists of ids and the order of its own _ids [D9]", async () => {
    const server = await testEngine();
    const votes = server.db.collection("votes");
    await votes.createIndex({ boardId: 1, rev: 1 });
    await votes.insertMany(
      Array.from({ length: 500 }, (_, n) => ({
        _id: `v${n}`,
        boardId: `b${n % 5}`,
        rev: n,
      })) as Document[],
    );

    expect(looksAt(server, "votes", { filter: { boardId: "b1", rev: { $gt: 450 } } })).toEqual({
      found: 10,
      keys: 10,
      documents: 10,
    });
    expect(looksAt(server, "votes", { filter: { _id: { $in: ["v3", "v77", "none"] } } })).toEqual({
      found: 2,
      keys: 2,
      documents: 2,
    });
    expect(
      looksAt(server, "votes", { filter: { boardId: "b1", rev: 1 }, sort: { _id: 1 } }),
    ).toMatchObject({ found: 1, keys: 1 });
    expect(looksAt(server, "votes", { filter: {}, sort: { _id: -1 }, limit: 3 })).toEqual({
      found: 3,
      keys: 3,
      documents: 3,
    });
  });

  test("is chosen for the order that it gives, and what has no index is sorted [D9]", async () => {
    const server = await testEngine();
    const ideas = server.db.collection("ideas");
    await ideas.createIndex({ boardId: 1, rev: 1 });
    await ideas.createIndex({ boardId: 1, votes: -1 });
    await ideas.insertMany(
      Array.from({ length: 100 }, (_, n) => ({
        boardId: "b",
        rev: n,
        votes: n % 7,
        n: (n * 37) % 100,
      })),
    );

    expect(
      looksAt(server, "ideas", { filter: { boardId: "b" }, sort: { votes: -1 }, limit: 5 }),
    ).toEqual({ found: 5, keys: 5, documents: 5 });
    const sorted = await ideas.find({ boardId: "b" }).sort({ n: -1 }).limit(4).toArray();
    expect(sorted.map(({ n }) => n)).toEqual([99, 98, 97, 96]);
  });

  test("that is unique admits no second document, and names the key [D10]", async () => {
    const { db } = await testEngine();
    const users = db.collection("users");
    await users.createIndex({ "name.last": 1, born: -1 }, { unique: true });
    await users.insertOne({ name: { last: "Ho" }, born: 1980 });

    const error = await refusal(users.insertOne({ name: { last: "Ho" }, born: 1980 }));

    expect(error).toMatchObject({
      code: 11000,
      keyPattern: { "name.last": 1, born: -1 },
      keyValue: { "name.last": "Ho", born: 1980 },
      message:
        'E11000 duplicate key error collection: test.users index: name.last_1_born_-1 dup key: { name.last: "Ho", born: 1980 }',
    });
    expect(await users.countDocuments()).toBe(1);
    await users.deleteMany({});
    await users.insertOne({ name: { last: "Ho" }, born: 1980 });
  });

  test("that is unique is not built over duplicates, and leaves nothing behind [D10]", async () => {
    const { db, engine } = await testEngine();
    const users = db.collection("users");
    await users.insertMany([{ email: "a" }, { email: "a" }]);

    expect(await refusal(users.createIndex({ email: 1 }, { unique: true }))).toMatchObject({
      code: 11000,
    });
    expect((await users.indexes()).map(({ name }) => name)).toEqual(["_id_"]);
    await keepHouse(engine, new Date());
  });

  test("that is partial or sparse holds only what it is for [D10]", async () => {
    const { db } = await testEngine();
    const slugs = db.collection("slugs");
    await slugs.createIndex({ slug: 1 }, { unique: true, partialFilterExpression: { live: true } });
    await slugs.createIndex({ email: 1 }, { unique: true, sparse: true });

    await slugs.insertMany([{ slug: "a", live: false }, { slug: "a", live: true }, { slug: "a" }]);
    const error = await refusal(slugs.insertOne({ slug: "a", live: true }));
    await slugs.insertOne({ slug: "b", email: "x" });

    expect(error).toMatchObject({ code: 11000, keyValue: { slug: "a" } });
    expect(await refusal(slugs.insertOne({ slug: "c", email: "x" }))).toMatchObject({
      code: 11000,
    });
    expect(await slugs.countDocuments({ slug: "a" })).toBe(3);
    expect(await slugs.countDocuments({ email: null })).toBe(3);
  });

  test("over arrays finds each member, and each document once [D10]", async () => {
    const server = await testEngine();
    const posts = server.db.collection("posts");
    await posts.createIndex({ "tags.name": 1 });
    await posts.insertMany([
      { _id: 1, tags: [{ name: "a" }, { name: "b" }] },
      { _id: 2, tags: [] },
      { _id: 3, tags: [{ name: "b" }, { name: "b" }] },
    ] as Document[]);

    expect(
      await posts
        .find({ "tags.name": { $in: ["a", "b"] } })
        .sort({ _id: 1 })
        .map(({ _id }) => _id)
        .toArray(),
    ).toEqual([1, 3]);
    expect(looksAt(server, "posts", { filter: { "tags.name": "a" } })).toMatchObject({ keys: 1 });
    await posts.createIndex({ a: 1, b: 1 });
    expect(await refusal(posts.insertOne({ a: [1, 2], b: [3, 4] }))).toMatchObject({ code: 171 });
  });

  test("with a time to live lets documents go when it has come [D13]", async () => {
    const { db, engine } = await testEngine();
    const logins = db.collection("logins");
    const now = new Date();
    await logins.createIndex({ expires: 1 }, { expireAfterSeconds: 60 });
    await logins.insertMany([
      { _id: "old", expires: new Date(now.getTime() - 61_000) },
      { _id: "young", expires: new Date(now.getTime() - 59_000) },
      { _id: "other" },
    ] as unknown as Document[]);

    await keepHouse(engine, now);

    expect(await logins.distinct("_id")).toEqual(["other", "young"]);
  });

  test("is dropped, listed and made again [D10]", async () => {
    const { db } = await testEngine();
    const collection = db.collection("c");
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ b: -1 }, { name: "mine" });

    await collection.dropIndex("mine");

    expect(await collection.indexes()).toEqual([
      { v: 2, key: { _id: 1 }, name: "_id_" },
      { v: 2, key: { a: 1 }, name: "a_1" },
    ]);
    expect(await refusal(collection.createIndex({ a: 1 }, { unique: true }))).toMatchObject({
      code: 85,
    });
    expect(await refusal(collection.dropIndex("none"))).toMatchObject({ code: 27 });
  });

  test("knows of arrays after a restart, whatever became of who brought the first [D10]", async () => {
    const dataDir = await temporaryFolder();
    const first = await openTestEngine({ dataDir });
    await first.db.collection("c").createIndex({ l: 1 });
    const session = first.client.startSession();
    session.startTransaction();
    await first.db.collection("c").insertOne({ l: [0, 9] }, { session });
    await session.abortTransaction();
    await session.endSession();
    await first.db.collection("c").insertOne({ l: [0, 9] });
    await first.close();

    const second = await openTestEngine({ dataDir });
    onTestFinished(second.close);
    // One element satisfies the one, another the other: an index of single values would find none.
    const found = await second.db.collection("c").countDocuments({ l: { $gt: 5, $lt: 5 } });
    expect(found).toBe(1);
  });

  test("is read as a hint wants, as far as a limit goes [D2]", async () => {
    const { db } = await testEngine();
    const collection = db.collection<{ _id: number; a: number }>("c");
    await collection.createIndex({ a: 1 });
    await collection.insertMany([1, 2, 3, 4, 5].map((_id) => ({ _id, a: -_id })));
    const ids = async (hint: Document, skip: number) => {
      const found = await collection.find({}, { hint, skip, limit: 2 }).toArray();
      return found.map(({ _id }) => _id);
    };

    expect(await ids({ $natural: 1 }, 1)).toEqual([2, 3]);
    expect(await ids({ $natural: -1 }, 1)).toEqual([4, 3]);
    expect(await ids({ a: 1 }, 0)).toEqual([5, 4]);
  });
});
