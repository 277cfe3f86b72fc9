import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  option,
  property,
  record,
  string,
  tuple,
} from "fast-check";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Changes } from "../../server/embedded-mongodb/storage/changes.ts";
import { Journal } from "../../server/embedded-mongodb/storage/journal.ts";
import { layered } from "../../server/embedded-mongodb/storage/layered.ts";
import { Overlay } from "../../server/embedded-mongodb/storage/overlay.ts";
import { nameOf } from "../../server/embedded-mongodb/storage/reader.ts";
import { Recent } from "../../server/embedded-mongodb/storage/recent.ts";
import { readRecords, writeRecord } from "../../server/embedded-mongodb/storage/record.ts";
import { appliedTo } from "../../server/embedded-mongodb/storage/store.ts";
import { change, contentOf, crashImage, openStore } from "./support/crashImage.ts";
import { steps, World } from "./support/storeWorld.ts";
import { temporaryFolder, testEngine } from "./support/testEngine.ts";

describe("the journal", () => {
  test("gives back every commit before the place where it is torn, and nothing behind it [D19]", async () => {
    const folder = await temporaryFolder();
    const { store, close } = await openStore(folder, (inside) => new Journal(inside));
    onTestFinished(close);
    const expected: [string, string][][] = [[]];
    for (let n = 1; n <= 8; n += 1) {
      await store.commit(Changes.of([change("same", `${n}`), change(`k${n}`, "x".repeat(n * 7))]));
      expected.push(contentOf(store.latest));
    }
    const whole = readFileSync(join(folder, "journal.0"));
    const end = whole.lastIndexOf("x") + 1;
    const found = new Set<number>();

    for (let torn = 0; torn < end; torn += 9) {
      const image = crashImage(folder);
      const bytes = Buffer.from(whole);
      // Never written, or with one bit wrong.
      if (torn % 2 === 0) {
        bytes.fill(0, torn);
      } else {
        bytes[torn] = (bytes[torn] ?? 0) ^ 0x10;
      }
      writeFileSync(join(image, "journal.0"), bytes);
      const again = await openStore(image);
      const content = contentOf(again.store.latest);
      await again.close();
      const commits = expected.findIndex((each) => each.length === content.length);
      expect(content).toEqual(expected[commits]);
      expect(commits).toBe(again.store.commits);
      found.add(commits);
    }

    expect(found).toEqual(new Set([0, 1, 2, 3, 4, 5, 6, 7]));
  });

  test("and the tree together hold what was committed, for every moment that somebody looks at, and after a crash [D3, D11, D17]", async () => {
    const root = await temporaryFolder();
    let runs = 0;
    const holds = asyncProperty(array(steps, { minLength: 20, maxLength: 60 }), async (taken) => {
      runs += 1;
      const world = await World.open(join(root, `${runs}`));
      for (const step of taken) {
        await step.take(world);
        world.check();
      }
      await world.end();
    });
    await assert(holds, { numRuns: 15, seed: 7 });
  }, 120_000);

  test("finds each of very many changes that the tree does not have yet, and no others [D3]", async () => {
    const { store, close } = await openStore(
      await temporaryFolder(),
      (inside) => new Journal(inside),
    );
    onTestFinished(close);
    const keys = Array.from({ length: 3_000 }, (_, number) => `k${number}`);
    await store.commit(Changes.of(keys.map((key) => change(key, `first ${key}`))));
    await store.commit(Changes.of(keys.map((key) => change(key, `then ${key}`))));
    const valueOf = (key: string) => store.latest.get(change(key).key)?.toString();

    expect(appliedTo(store.latest)).toBe(0);
    expect(keys.filter((key) => valueOf(key) !== `then ${key}`)).toEqual([]);
    expect(keys.filter((key) => valueOf(`${key}x`) !== undefined)).toEqual([]);
    expect(contentOf(store.latest)).toHaveLength(keys.length);
  });

  test("and what waits to be committed hold the last of many changes of a key, and none that was undone [D3]", () => {
    const name = constantFrom(..."a b c d e f g h i j k l m n o p".split(" "));
    const put = tuple(name, option(string({ maxLength: 3_000 }), { nil: undefined }));
    const statement = record({ puts: array(put, { maxLength: 90 }), fails: boolean() });
    const below = new Map([["b", "below"]]);
    const reader = layered(
      {
        get: (key) => (below.has(nameOf(key).slice(1)) ? Buffer.from("below") : undefined),
        range: () => [{ ...change("b"), value: Buffer.from("below") }],
      },
      () => [],
    );

    assert(
      property(array(statement, { maxLength: 12 }), (statements) => {
        const overlay = new Overlay(reader);
        let expected = new Map(below);
        for (const { puts, fails } of statements) {
          const mark = overlay.mark();
          const after = new Map(expected);
          for (const [key, value] of puts) {
            if (value === undefined) {
              overlay.remove(change(key).key);
              after.delete(key);
            } else {
              overlay.put(change(key).key, Buffer.from(value));
              after.set(key, value);
            }
          }
          if (fails) {
            contentOf(overlay);
            overlay.rollBack(mark);
          } else {
            expected = after;
          }
        }
        const sorted = [...expected].toSorted(([left], [right]) => (left < right ? -1 : 1));
        expect(contentOf(overlay)).toEqual(sorted);
        const [kept] = readRecords(writeRecord(1, overlay.changes.parts()));
        const recent = kept && Recent.of([kept]);
        const committed = layered(reader, () => (recent ? [recent] : []));
        expect(contentOf(committed)).toEqual(sorted);
        expect(recent?.changes.size).toBe(overlay.changes.size);
      }),
      { numRuns: 150, seed: 5 },
    );
  });

  test("hands on to the tree what it holds once nobody writes [D21]", async () => {
    const { engine, db } = await testEngine();
    const { store } = engine;
    await db.collection("c").insertOne({ title: "written last" });

    const written = store.commits;
    await vi.waitFor(() => expect(appliedTo(store.latest)).toBe(written), { timeout: 60_000 });

    expect(store.commits).toBe(written);
    expect(await db.collection("c").countDocuments()).toBe(1);
  }, 120_000);

  test("never brings back a commit that was refused when what follows it has been acknowledged [D4]", async () => {
    class Doubtful extends Journal {
      refuses = false;
      override async append(record: Buffer): Promise<void> {
        await super.append(record);
        if (this.refuses) {
          throw new Error("EIO: i/o error, fdatasync");
        }
      }
    }
    const folder = await temporaryFolder();
    const journal = new Doubtful(folder);
    const { store, close } = await openStore(folder, () => journal);
    onTestFinished(close);
    await store.commit(Changes.of([change("kept", "1")]));
    journal.refuses = true;

    await expect(store.commit(Changes.of([change("refused", "2")]))).rejects.toMatchObject({
      codeName: "OutOfDiskSpace",
    });
    journal.refuses = false;

    await store.commit(Changes.of([change("next", "3")]));

    const expected = [
      ["kept", "1"],
      ["next", "3"],
    ];
    expect(contentOf(store.latest)).toEqual(expected);
    const again = await openStore(crashImage(folder));
    expect(contentOf(again.store.latest)).toEqual(expected);
    await again.close();
  });
});
