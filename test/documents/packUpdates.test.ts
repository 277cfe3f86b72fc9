import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  entryId,
  type EntryRow,
  type StoredEntry,
  type StoredUpdate,
} from "../../server/documents/documentEntryModel.ts";
import { packUpdates, unpackUpdates } from "../../server/documents/packUpdates.ts";
import { newName } from "../support/documentDoor.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const ann = { id: "01A", name: "Ann" };
const updates: readonly StoredUpdate[] = [
  {
    by: ann,
    at: new Date(1_800_000_000_000),
    update: Uint8Array.of(1, 2, 3),
    clients: [7, 2 ** 33],
  },
  { at: new Date(0), update: Uint8Array.of(0, 0), clients: [] },
  {
    by: { id: "01B", name: "陳大文" },
    at: new Date(5),
    update: new Uint8Array(300).fill(9),
    clients: [],
  },
  { by: { ...ann, name: "Anna" }, at: new Date(6), update: Uint8Array.of(4), clients: [1] },
  { by: { ...ann, name: "Anna" }, at: new Date(6), update: Uint8Array.of(5), clients: [] },
];

test("updates are packed as one binary, each person once under each name, and unpacked the same [Y75]", () => {
  const { people, packed } = packUpdates(updates);

  expect(people.map(({ name }) => name)).toEqual(["Ann", "陳大文", "Anna"]);
  expect(unpackUpdates({ people, packed })).toEqual(updates);
  expect(unpackUpdates(packUpdates([]))).toEqual([]);
});

test("what is not whole, or names nobody, is not taken for less [Y75]", () => {
  const { people, packed } = packUpdates(updates);

  for (let length = 1; length < 40; length += 1) {
    expect(() => unpackUpdates({ people, packed: packed.subarray(0, -length) })).toThrow(Error);
  }
  expect(() => unpackUpdates({ people: people.slice(0, 2), packed })).toThrow(RangeError);
});

/** With bytes of one kind, whichever they were read as. */
const plain = (entry: StoredEntry): StoredEntry => ({
  ...entry,
  updates: entry.updates.map((one) => ({ ...one, update: Uint8Array.from(one.update) })),
});

describe("A journal", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.stop());

  test("is read the same where it was written before updates were packed [Y75]", async () => {
    const { connection, journalRepo } = server.app.store;
    const name = newName();
    const entry = (seq: number) => ({ _id: entryId(name, seq), name, seq, token: "t" });
    const collection = connection.collection<EntryRow>("documententries");
    await collection.insertOne({
      ...entry(0),
      updates: updates.map((one) => ({ ...one, update: Buffer.from(one.update) })),
    });
    await journalRepo.append([{ ...entry(1), updates }]);

    const read = await journalRepo.readAfter(name, -1);

    expect(read.map(plain)).toEqual([
      { ...entry(0), updates },
      { ...entry(1), updates },
    ]);
    const [before, packed] = await collection.find({ name }).sort({ _id: 1 }).toArray();
    expect(before).not.toHaveProperty("packed");
    expect(packed).not.toHaveProperty("updates");
  });
});
