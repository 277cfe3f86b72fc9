import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DatabaseAway } from "../../server/database/databaseAway.ts";
import type { EntryRow } from "../../server/documents/documentEntryModel.ts";
import type { SharedDocuments } from "../../server/documents/sharedDocuments.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { startDeafNode, type DeafNode } from "../support/deafNode.ts";
import { newName } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import { startServer } from "../support/startServer.ts";

const LONG = "long words ".repeat(7000);
const WAIT = { timeout: 20_000, interval: 100 };

describe("A node that stood still while others wrote", () => {
  let nodes: DeafNode;
  beforeAll(async () => {
    nodes = await startDeafNode();
  });
  afterAll(() => nodes.stop());

  const write = (name: DocumentName, words: string) => nodes.writeOn(nodes.server, name, words);
  const editThere = (name: DocumentName) =>
    new Editor(nodes.deaf.same(nodes.person), name).synced();
  /** As somebody reads it who comes to a node that has just started. */
  const expectStored = async (name: DocumentName, words: string): Promise<void> => {
    const cold = await startServer({ documentDoors: { page: nodes.door }, beside: nodes.server });
    await eventually(async () =>
      expect(JSON.stringify(await cold.app.documents.readTree(name))).toContain(words),
    );
    await cold.stop();
  };
  /** Four snapshots: each paragraph is more than a quarter of all before it. What came before the second is cut. */
  const writeMuch = async (name: DocumentName): Promise<void> => {
    for (let count = 0; count < 4; count += 1) {
      const before = await nodes.idsIn("documentsnapshots", name);
      await write(name, `${count} ${LONG}`);
      await vi.waitFor(async () => {
        expect((await nodes.idsIn("documentsnapshots", name)).at(-1)).not.toBe(before.at(-1));
      }, WAIT);
    }
  };

  test("stores nothing where it is cut, and shows and keeps everything once it has read it [Y61] [Y84]", async () => {
    const name = newName();
    const there = await editThere(name);
    there.write("first");
    await vi.waitFor(async () =>
      expect(await nodes.idsIn("documententries", name)).toHaveLength(2),
    );
    await writeMuch(name);

    there.write("from far behind");

    await eventually(() => expect(there.content).toContain(`3 ${LONG}`));
    await expectStored(name, "from far behind");
    there.leave();
  });

  test("tells whoever writes without an editor to come again, and then stores it [Y84]", async () => {
    const name = newName();
    const there = await editThere(name);
    await write(name, "first");
    await writeMuch(name);
    const append = vi.spyOn(nodes.deaf.app.store.journalRepo, "append");

    await expect(nodes.writeOn(nodes.deaf, name, "from far behind")).rejects.toBeInstanceOf(
      DatabaseAway,
    );
    await nodes.writeOn(nodes.deaf, name, "from near");

    const tree = JSON.stringify(await nodes.server.app.documents.readTree(name));
    expect(tree).toContain("from near");
    expect(tree).not.toContain("from far behind");
    expect(append).toHaveBeenCalledTimes(2);
    append.mockRestore();
    there.leave();
  });

  test("does so too where it reads what it has just put there [Y84]", async () => {
    const name = newName();
    const there = await editThere(name);
    await write(name, "first");
    await writeMuch(name);
    const repo = nodes.deaf.app.store.journalRepo;
    const append = repo.append.bind(repo);
    const entryRows = nodes.deaf.app.store.connection.collection<EntryRow>("documententries");
    const held = vi.spyOn(repo, "append").mockImplementationOnce(async (entries) => {
      // It is there for a moment, and somebody says just then that there are entries.
      const rows = entries.map(({ updates: _, ...row }) => ({ ...row, updates: [] }));
      await entryRows.insertMany(rows);
      const read = vi.spyOn(repo, "readAfter");
      (nodes.deaf.app.documents as SharedDocuments).readOn([name]);
      await eventually(() => expect(read).toHaveBeenCalled());
      await read.mock.results.at(-1)?.value;
      read.mockRestore();
      return append(entries);
    });

    there.write("from far behind");

    await eventually(() => expect(there.content).toContain(`3 ${LONG}`));
    await expectStored(name, "from far behind");
    held.mockRestore();
    there.leave();
  });

  test("leaves an entry where it is that was stored before all others wrote [Y4] [Y84]", async () => {
    const name = newName();
    await write(name, "first");
    const repo = nodes.server.app.store.journalRepo;
    const append = vi.spyOn(repo, "append");
    await writeMuch(name);
    await vi.waitFor(
      async () => expect(await nodes.idsIn("documententries", name)).toHaveLength(2),
      WAIT,
    );
    // Stored, but the answer was lost: it is written again, and what came before it has been cut.
    const [oldest] = await nodes.idsIn("documententries", name);
    const again = append.mock.calls
      .flatMap(([entries]) => entries)
      .filter(({ _id }) => _id === oldest);
    append.mockRestore();

    expect(again).toHaveLength(1);
    expect(await repo.append(again)).toEqual(again);
    expect((await nodes.idsIn("documententries", name))[0]).toBe(oldest);
  });

  test("stores nothing in a document that was removed meanwhile [Y11] [Y84]", async () => {
    const name = newName();
    const there = await editThere(name);
    await write(name, "more");
    await write(name, "and more");
    await nodes.server.app.documents.remove(name);

    there.write("from far behind");

    expect(await there.closed).toEqual({ code: 4403, reason: "not_found" });
    expect(await nodes.idsIn("documententries", name)).toHaveLength(1);
    there.leave();
  });
});
