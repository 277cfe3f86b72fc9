import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { Double, Long, type MongoClient } from "mongodb";
import { describe, expect, onTestFinished, test } from "vitest";
import { readBackup, writeBackup } from "../../server/embedded-mongodb/maintenance/backupFile.ts";
import {
  driverItems,
  writeToDriver,
} from "../../server/embedded-mongodb/maintenance/driverItems.ts";
import { writeToEngine } from "../../server/embedded-mongodb/maintenance/engineItems.ts";
import { differencesBetween, tally } from "../../server/embedded-mongodb/maintenance/item.ts";
import { storeItems } from "../../server/embedded-mongodb/maintenance/storeItems.ts";
import { verifyStore } from "../../server/embedded-mongodb/maintenance/verifyStore.ts";
import { openForReading } from "../../server/embedded-mongodb/storage/openForReading.ts";
import { Changes } from "../../server/embedded-mongodb/storage/changes.ts";
import { inTree } from "../../server/embedded-mongodb/storage/keyspace.ts";
import { orderedKey } from "../../server/embedded-mongodb/bson/orderedKey.ts";
import { openTestEngine, temporaryFolder, testEngine } from "./support/testEngine.ts";

async function fill(client: MongoClient): Promise<void> {
  const ideas = client.db("one").collection<{ _id: string }>("ideas");
  await ideas.createIndex({ n: 1, tags: -1 });
  await ideas.createIndex(
    { slug: 1 },
    { unique: true, partialFilterExpression: { slug: { $exists: true } } },
  );
  await ideas.insertMany(
    Array.from({ length: 300 }, (_, n) => ({
      _id: `i${n}`,
      n: new Double(n),
      l: Long.fromNumber(n),
      tags: ["a", "b"],
      7: { 3: null },
    })),
  );
  await client
    .db("two")
    .collection<{ _id: string }>("empty")
    .createIndex({ at: 1 }, { expireAfterSeconds: 60 });
}

const all = async (client: MongoClient) => ({
  ideas: await client.db("one").collection("ideas").find({}, { promoteValues: false }).toArray(),
  indexes: await client.db("one").collection("ideas").indexes(),
  ttl: await client.db("two").collection("empty").indexes(),
});

describe("a backup", () => {
  test("taken under load is one moment, and restores to the same [D17]", async () => {
    const server = await testEngine();
    await fill(server.client);
    const expected = await all(server.client);
    const file = join(await temporaryFolder(), "backup");
    const store = openForReading(server.dataDir);

    const items = storeItems(store);
    const first = items.next();
    await server.client
      .db("one")
      .collection<{ _id: string }>("ideas")
      .insertOne({ _id: "too late" });
    await server.client.db("one").collection<{ _id: string }>("ideas").deleteOne({ _id: "i7" });
    await writeBackup(
      file,
      (function* rest() {
        if (!first.done) {
          yield first.value;
        }
        yield* items;
      })(),
    );
    await store.close();

    const restored = await testEngine();
    await writeToEngine(restored.engine, readBackup(file));
    expect(await all(restored.client)).toEqual(expected);
    expect(verifyStore(restored.engine.store)).toMatchObject({ documents: 300, faults: [] });
  });

  test("that is damaged or cut short is refused [D17]", async () => {
    const server = await testEngine();
    await fill(server.client);
    const file = join(await temporaryFolder(), "backup");
    await writeBackup(file, storeItems(server.engine.store));
    const whole = await readFile(file);

    await writeFile(file, whole.subarray(0, whole.length - 40));
    await expect(tally(readBackup(file))).rejects.toThrow();
    const flipped = Buffer.from(whole);
    const middle = whole.length >> 1;
    flipped[middle] = 0xff ^ (whole[middle] ?? 0);
    await writeFile(file, flipped);
    await expect(tally(readBackup(file))).rejects.toThrow();
    const content = gunzipSync(whole);
    const letter = content.lastIndexOf("i299");
    content[letter] = (content[letter] ?? 0) + 1;
    await writeFile(file, gzipSync(content));
    await expect(tally(readBackup(file))).rejects.toThrow(`${file} is damaged or cut short`);
    await writeFile(file, "no backup at all");
    await expect(tally(readBackup(file))).rejects.toThrow();
  });
});

test("a copy through the driver holds the same documents and indexes [D17]", async () => {
  const [from, to] = [await testEngine(), await testEngine()];
  await fill(from.client);

  await writeToDriver(to.client, driverItems(from.client));

  expect(await all(to.client)).toEqual(await all(from.client));
  const tallies = await Promise.all(
    [storeItems(from.engine.store), driverItems(to.client)].map(tally),
  );
  expect(tallies[0] && tallies[1] && differencesBetween(tallies[0], tallies[1])).toEqual([]);
  await expect(writeToDriver(to.client, driverItems(from.client))).rejects.toThrow(
    "one.ideas holds documents already: nothing is copied over them",
  );
});

test("verify finds an entry that is missing and one that is too many [D17]", async () => {
  const server = await openTestEngine();
  onTestFinished(server.close);
  await fill(server.client);
  const collection = server.engine.catalog.find("one", "ideas");
  const tree = collection?.indexes[0]?.tree ?? 0;
  const [entry] = server.engine.store.latest.range({
    low: inTree(tree, Buffer.from([0])),
    high: inTree(tree, Buffer.from([0xff])),
  });

  await server.engine.store.commit(
    Changes.of([
      { key: entry?.key ?? Buffer.alloc(1), value: undefined },
      { key: inTree(tree, orderedKey("stray")), value: Buffer.from([1]) },
      { key: inTree(tree, orderedKey("stray too")), value: Buffer.from([1]) },
    ]),
  );

  expect(verifyStore(server.engine.store).faults).toEqual([
    "one.ideas: index n_1_tags_-1 does not lead to a document that it should",
    "one.ideas: index n_1_tags_-1 has 601 entries instead of 600",
  ]);
});
