import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { Person as PersonRecord } from "../../shared/protocol/person.ts";
import { addParagraph } from "../support/addParagraph.ts";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const LONG = "long words ".repeat(7000);
const WAIT = { timeout: 20_000, interval: 100 };
const NOT_FOUND = { code: 4403, reason: "not_found" };

describe("A document that was removed", () => {
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
  const rowsOf = async (kind: string, name: DocumentName) =>
    server.app.store.connection.collection(kind).find({ name }).toArray();
  const expectNothingLeft = async (name: DocumentName): Promise<void> => {
    const entries = await server.app.store.journalRepo.readAfter(name, -1);
    expect(entries).toMatchObject([{ name, updates: [], isEnd: true }]);
    expect(await rowsOf("documentsnapshots", name)).toEqual([]);
  };

  test("is nowhere, and closed for whoever has it open [Y11]", async () => {
    const name = newName();
    const editor = await new Editor(person, name).synced();
    await writeOn(server, name, LONG);
    await vi.waitFor(
      async () => expect(await rowsOf("documentsnapshots", name)).toHaveLength(1),
      WAIT,
    );

    await server.app.documents.remove(name);
    expect(await editor.closed).toEqual(NOT_FOUND);
    await expectNothingLeft(name);
    await server.app.documents.remove(name);
    await expectNothingLeft(name);
    expect(await server.app.documents.readTree(name)).toEqual([]);
    await expect(writeOn(server, name, "Again")).rejects.toMatchObject({
      body: { code: "document_refused" },
    });
    const late = new Editor(person, name);
    expect(await late.closed).toEqual(NOT_FOUND);
    await expectNothingLeft(name);
    [editor, late].forEach((one) => one.leave());
  });

  test("is not brought back by a node that still has it open [Y11]", async () => {
    const name = newName();
    const there = await new Editor(deaf.same(person), name).synced();
    there.write("Before");
    await vi.waitFor(async () => expect(await rowsOf("documententries", name)).toHaveLength(2));

    await server.app.documents.remove(name);
    there.write("After");
    expect(await there.closed).toEqual(NOT_FOUND);
    await expect(writeOn(deaf, name, "Again")).rejects.toMatchObject({
      body: { code: "document_refused" },
    });
    await expectNothingLeft(name);
    there.leave();
  });

  test("that nobody ever opened is not begun any more [Y11]", async () => {
    const name = newName();
    door.seed = [{ type: "paragraph", attributes: {}, content: [] }];
    await server.app.documents.remove(name);

    expect(await deaf.app.documents.readTree(name)).toEqual([]);
    await expectNothingLeft(name);
  });
});
