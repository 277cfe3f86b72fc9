import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { compactState } from "../../server/documents/compactState.ts";
import { documentReads } from "../../server/documents/documentReads.ts";
import { DocumentWorker } from "../../server/documents/documentWorker.ts";
import type { DocumentRoom } from "../../server/documents/documentRoom.ts";
import { DocumentState } from "../../server/documents/documentState.ts";
import type { JournalRepo } from "../../server/documents/journalRepo.ts";
import { Snapshots } from "../../server/documents/snapshots.ts";
import { docOf, treeOfDoc, treeOfState } from "../../server/documents/readTree.ts";
import { loadDocument } from "../../server/documents/loadDocument.ts";
import { writtenBlocks } from "../../server/documents/writtenBlocks.ts";
import { endsOf } from "../../server/documents/stateEnds.ts";
import { realTimers } from "../../server/database/timers.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { Person as PersonRecord } from "../../shared/protocol/person.ts";
import { addParagraph } from "../support/addParagraph.ts";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { randomOf, someHistory } from "../support/mutatedUpdates.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const LONG = "long words ".repeat(7000);

describe("A document with a long history", () => {
  let server: TestServer;
  let person: Person;
  let by: PersonRecord;
  const door = new TestDoor();

  beforeAll(async () => {
    server = await startServer({ documentDoors: { page: door } });
    person = await server.user();
    by = { id: person.account?.id ?? ("" as PersonRecord["id"]), name: "Ann" };
  });
  afterAll(() => server.stop());

  const collection = (name: string) => server.app.store.connection.collection(name);
  const idsIn = async (kind: string, name: DocumentName): Promise<string[]> => {
    const found = await collection(kind)
      .find({ name }, { projection: { _id: 1 } })
      .toArray();
    return found.map(({ _id }) => String(_id)).sort();
  };
  const write = (name: DocumentName, words: string): Promise<void> =>
    addParagraph(server.app.documents, { name, by, words });
  /** One with four snapshots behind it: each paragraph is more than a quarter of all before it. */
  const longOne = async (): Promise<DocumentName> => {
    const name = newName();
    const editor = await new Editor(person, name).synced();
    for (let count = 0; count < 4; count += 1) {
      const before = await idsIn("documentsnapshots", name);
      await write(name, `${count} ${LONG}`);
      await vi.waitFor(
        async () => {
          const ids = await idsIn("documentsnapshots", name);
          expect(ids.at(-1)).not.toBe(before.at(-1));
        },
        { timeout: 20_000, interval: 100 },
      );
    }
    editor.leave();
    return name;
  };

  test("loads from its last snapshot, of which three are kept, and is the same [Y40]", async () => {
    const name = await longOne();
    const tree = await server.app.documents.readTree(name);
    const [snapshots, entries] = await vi.waitFor(async () => {
      const kept = await idsIn("documentsnapshots", name);
      const left = await idsIn("documententries", name);
      expect(kept.length).toBeLessThanOrEqual(3);
      expect(kept.at(-1)).toBe(left.at(-1));
      expect((left[0] ?? "") > (kept[0] ?? "")).toBe(true);
      return [kept, left] as const;
    }, 10_000);

    const cold = await startServer({ documentDoors: { page: door }, beside: server });
    expect(await cold.app.documents.readTree(name)).toEqual(tree);

    const damaged = { _id: snapshots.at(-1) } as object;
    await collection("documentsnapshots").updateOne(damaged, {
      $set: { state: Buffer.from([0, 0]) },
    });
    expect(await cold.app.documents.readTree(name)).toEqual(tree);

    const missing = entries.find((id) => id > (snapshots.at(-2) ?? ""));
    await collection("documententries").deleteOne({ _id: missing } as object);
    const editor = new Editor(cold.same(person), name);
    const code = await new Promise((resolve) => {
      editor.provider.once("connection-close", (event: { code: number } | null) =>
        resolve(event?.code),
      );
    });
    expect(code).toBe(4500);
    expect(editor.content).toBe("");
    expect(editor.provider.shouldConnect).toBe(true);
    editor.leave();
    await cold.stop();
  }, 60_000);

  test("tells how far its snapshot goes without reading it, unless that is not what was kept with it [Y40]", async () => {
    const name = await longOne();
    const load = () =>
      loadDocument(name, {
        repo: server.app.store.journalRepo,
        seedOf: async () => [],
        now: () => new Date(),
        logFault: () => undefined,
      });

    const { base, ends } = await load();

    expect(base.length).toBeGreaterThan(LONG.length);
    expect(ends).toEqual(endsOf(base));
    await collection("documentsnapshots").updateMany(
      { name },
      { $set: { "ends.json": JSON.stringify({ next: [], deletedAt: 0 }) } },
    );
    expect(await load()).toMatchObject({ base, ends: undefined });
  });
});

describe("A snapshot", () => {
  test("says what the updates say that it is made of [Y40]", () => {
    for (let seed = 0; seed < 10; seed += 1) {
      const { known, next } = someHistory(randomOf(seed));
      const straight = new Y.Doc();
      [known, ...next].forEach((update) => Y.applyUpdate(straight, update));

      const { state } = compactState([known, ...next]);

      const loaded = new Y.Doc();
      Y.applyUpdate(loaded, state);
      expect(loaded.getXmlFragment("body").toJSON()).toBe(straight.getXmlFragment("body").toJSON());
    }
  });

  test("is made in a thread that is ended when it takes too long, and then in another [Y41]", async () => {
    const { known } = someHistory(randomOf(1));
    const [hasty, patient] = [new DocumentWorker(realTimers, 0), new DocumentWorker(realTimers)];

    await expect(hasty.compact([known])).rejects.toThrow("took too long");
    await expect(patient.compact([Uint8Array.of(9, 9)])).rejects.toThrow("failed");
    expect((await patient.compact([known])).structs).toBeGreaterThan(0);
    await Promise.all([hasty.close(), patient.close()]);
  });
});

test("What waits behind work that takes too long is done all the same [Y41]", async () => {
  const { known } = someHistory(randomOf(1));
  const times: (() => void)[] = [];
  const after = (_: number, run: () => void) => {
    times.push(run);
    return () => undefined;
  };
  const worker = new DocumentWorker({ now: () => 0, after });
  const [first, second] = [worker.compact([known]), worker.readTree([known])];

  times[0]?.();

  await expect(first).rejects.toThrow("took too long");
  expect(await second).toEqual(treeOfDoc(docOf([known])));
  await worker.close();
});

describe("What is stored of a document", () => {
  /** A paragraph written word by word. */
  const typed = (words: number, word = "x"): Uint8Array[] => {
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on("update", (update: Uint8Array) => updates.push(update));
    const text = new Y.XmlText();
    const paragraph = new Y.XmlElement("paragraph");
    paragraph.insert(0, [text]);
    doc.getXmlFragment("body").insert(0, [paragraph]);
    for (let count = 0; count < words; count += 1) {
      text.insert(text.length, word);
    }
    return updates;
  };

  test("is put together in a thread where it came in many pieces or large ones, and is the same [Y41]", async () => {
    const worker = new DocumentWorker(realTimers);
    const [merge, readTree] = [vi.spyOn(worker, "merge"), vi.spyOn(worker, "readTree")];
    const reads = documentReads(worker);
    const many = typed(1000);
    const large = [...typed(10), ...typed(1, "x".repeat(70_000))];
    const few = typed(10);

    for (const [updates, calls] of [
      [few, 0],
      [many, 1],
      [large, 2],
    ] as const) {
      const whole = docOf(updates);
      expect(treeOfState(await reads.state(updates))).toEqual(treeOfDoc(whole));
      expect(await reads.tree(updates)).toEqual(treeOfDoc(whole));
      expect([merge.mock.calls.length, readTree.mock.calls.length]).toEqual([calls, calls]);
    }
    await worker.close();
  });

  test("is compared and told by writers in a thread where it is large, all the same [Y41]", async () => {
    const worker = new DocumentWorker(realTimers);
    const [preview, written] = [vi.spyOn(worker, "preview"), vi.spyOn(worker, "readWritten")];
    const reads = documentReads(worker);
    const [suggestion = Uint8Array.of()] = typed(1, "another");

    for (const [updates, calls] of [
      [typed(10), 0],
      [typed(1000), 1],
      [typed(1, "x".repeat(70_000)), 2],
    ] as const) {
      expect(await reads.preview(updates, suggestion)).toEqual({
        before: treeOfDoc(docOf(updates)),
        after: treeOfDoc(docOf([...updates, suggestion])),
      });
      expect(await reads.written(updates)).toEqual(writtenBlocks(docOf(updates)));
      expect([preview.mock.calls.length, written.mock.calls.length]).toEqual([calls, calls]);
    }
    await worker.close();
  });

  test("becomes another in a thread where one of the two is large, and the same is no change [Y41]", async () => {
    const worker = new DocumentWorker(realTimers);
    const change = vi.spyOn(worker, "change");
    const reads = documentReads(worker);
    const [few, many] = [typed(10), typed(1, "x".repeat(70_000))].map((updates) => ({
      state: Y.mergeUpdates(updates),
      tree: treeOfDoc(docOf(updates)),
    }));
    if (!few || !many) {
      throw new Error("nothing was typed");
    }

    for (const [from, to, calls] of [
      [few, few, 0],
      [few, many, 1],
      [many, few, 2],
      [many, many, 3],
    ] as const) {
      const made = await reads.change(from.state, 7, to.tree);
      expect(made === undefined).toBe(from === to);
      expect(treeOfDoc(docOf([from.state, ...(made ? [made] : [])]))).toEqual(to.tree);
      expect(change).toHaveBeenCalledTimes(calls);
    }
    await worker.close();
  });

  test("becomes a snapshot after so many changes, however small they are beside the last one [Y41]", async () => {
    const name = newName();
    const compact = vi.fn<DocumentWorker["compact"]>(() => Promise.reject(new Error("enough")));
    const snapshots = new Snapshots({
      repo: {} as JournalRepo,
      worker: { compact } as unknown as DocumentWorker,
      now: () => new Date(),
      logFault: () => undefined,
    });
    const afterUpdates = async (count: number) => {
      const update = { at: new Date(), update: Uint8Array.of(0, 0), clients: [] };
      const updates = Array.from({ length: count }, () => update);
      const entries = [{ _id: "", name, seq: 1, token: "", updates }];
      const given = { base: new Uint8Array(1_000_000), seq: 0, owners: [], entries };
      snapshots.look({ name, state: new DocumentState(given) } as unknown as DocumentRoom);
      await snapshots.settle();
      return compact.mock.calls.length;
    };

    expect(await afterUpdates(9900)).toBe(0);
    expect(await afterUpdates(10_100)).toBe(1);
  });
});
