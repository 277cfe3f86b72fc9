import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DatabaseAway } from "../../server/database/databaseAway.ts";
import type { EntryRow } from "../../server/documents/documentEntryModel.ts";
import type { SharedDocuments } from "../../server/documents/sharedDocuments.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { Person as PersonRecord } from "../../shared/protocol/person.ts";
import { addParagraph } from "../support/addParagraph.ts";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const LONG = "long words ".repeat(7000);
const WAIT = { timeout: 20_000, interval: 100 };

describe("A node that stood still while others wrote", () => {
  let server: TestServer;
  /** Another node, which hears nothing of the first. */
  let deaf: TestServer;
  let person: Person;
  const door = new TestDoor();

  beforeAll(async () => {
    server = await startServer({ documentDoors: { page: door } });
    deaf = await startServer({ documentDoors: { page: door }, beside: server });
    person = await server.user();
  });
  afterAll(async () => {
    await deaf.stop();
    await server.stop();
  });

  const by = (): PersonRecord => ({ id: person.account?.id as PersonRecord["id"], name: "Ann" });
  const writeOn = (node: TestServer, name: DocumentName, words: string): Promise<void> =>
    addParagraph(node.app.documents, { name, by: by(), words });
  const write = (name: DocumentName, words: string) => writeOn(server, name, words);
  const idsIn = async (kind: string, name: DocumentName): Promise<string[]> => {
    const found = await server.app.store.connection.collection(kind).find({ name }).toArray();
    return found.map(({ _id }) => String(_id)).toSorted();
  };
  /** Four snapshots: each paragraph is more than a quarter of all before it. What came before the second is cut. */
  const writeMuch = async (name: DocumentName): Promise<void> => {
    for (let count = 0; count < 4; count += 1) {
      const before = await idsIn("documentsnapshots", name);
      await write(name, `${count} ${LONG}`);
      await vi.waitFor(async () => {
        expect((await idsIn("documentsnapshots", name)).at(-1)).not.toBe(before.at(-1));
      }, WAIT);
    }
  };

  test("stores nothing where it is cut, and shows and keeps everything once it has read it [Y61] [Y84]", async () => {
    const name = newName();
    const there = await new Editor(deaf.same(person), name).synced();
    there.write("first");
    await vi.waitFor(async () => expect(await idsIn("documententries", name)).toHaveLength(2));
    await writeMuch(name);

    there.write("from far behind");

    await eventually(() => expect(there.content).toContain(`3 ${LONG}`));
    const cold = await startServer({ documentDoors: { page: door }, beside: server });
    await eventually(async () =>
      expect(JSON.stringify(await cold.app.documents.readTree(name))).toContain("from far behind"),
    );
    await cold.stop();
    there.leave();
  });

  test("tells whoever writes without an editor to come again, and then stores it [Y84]", async () => {
    const name = newName();
    const there = await new Editor(deaf.same(person), name).synced();
    await write(name, "first");
    await writeMuch(name);
    const append = vi.spyOn(deaf.app.store.journalRepo, "append");

    await expect(writeOn(deaf, name, "from far behind")).rejects.toBeInstanceOf(DatabaseAway);
    await writeOn(deaf, name, "from near");

    const tree = JSON.stringify(await server.app.documents.readTree(name));
    expect(tree).toContain("from near");
    expect(tree).not.toContain("from far behind");
    expect(append).toHaveBeenCalledTimes(2);
    append.mockRestore();
    there.leave();
  });

  test("does so too where it reads what it has just put there [Y84]", async () => {
    const name = newName();
    const there = await new Editor(deaf.same(person), name).synced();
    await write(name, "first");
    await writeMuch(name);
    const repo = deaf.app.store.journalRepo;
    const append = repo.append.bind(repo);
    const entryRows = deaf.app.store.connection.collection<EntryRow>("documententries");
    const held = vi.spyOn(repo, "append").mockImplementationOnce(async (entries) => {
      // It is there for a moment, and somebody says just then that there are entries.
      const rows = entries.map(({ updates: _, ...row }) => ({ ...row, updates: [] }));
      await entryRows.insertMany(rows);
      const read = vi.spyOn(repo, "readAfter");
      (deaf.app.documents as SharedDocuments).readOn([name]);
      await eventually(() => expect(read).toHaveBeenCalled());
      await read.mock.results.at(-1)?.value;
      read.mockRestore();
      return append(entries);
    });

    there.write("from far behind");

    await eventually(() => expect(there.content).toContain(`3 ${LONG}`));
    const cold = await startServer({ documentDoors: { page: door }, beside: server });
    await eventually(async () =>
      expect(JSON.stringify(await cold.app.documents.readTree(name))).toContain("from far behind"),
    );
    await cold.stop();
    held.mockRestore();
    there.leave();
  });

  test("leaves an entry where it is that was stored before all others wrote [Y4] [Y84]", async () => {
    const name = newName();
    await write(name, "first");
    const repo = server.app.store.journalRepo;
    const append = vi.spyOn(repo, "append");
    await writeMuch(name);
    await vi.waitFor(
      async () => expect(await idsIn("documententries", name)).toHaveLength(2),
      WAIT,
    );
    // Stored, but the answer was lost: it is written again, and what came before it has been cut.
    const [oldest] = await idsIn("documententries", name);
    const again = append.mock.calls
      .flatMap(([entries]) => entries)
      .filter(({ _id }) => _id === oldest);
    append.mockRestore();

    expect(again).toHaveLength(1);
    expect(await repo.append(again)).toEqual(again);
    expect((await idsIn("documententries", name))[0]).toBe(oldest);
  });

  test("stores nothing in a document that was removed meanwhile [Y11] [Y84]", async () => {
    const name = newName();
    const there = await new Editor(deaf.same(person), name).synced();
    await write(name, "more");
    await write(name, "and more");
    await server.app.documents.remove(name);

    there.write("from far behind");

    expect(await there.closed).toEqual({ code: 4403, reason: "not_found" });
    expect(await idsIn("documententries", name)).toHaveLength(1);
    there.leave();
  });
});
