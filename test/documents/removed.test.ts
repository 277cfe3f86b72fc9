import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { startDeafNode, type DeafNode } from "../support/deafNode.ts";
import { newName } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";

const LONG = "long words ".repeat(7000);
const WAIT = { timeout: 20_000, interval: 100 };
const NOT_FOUND = { code: 4403, reason: "not_found" };

describe("A document that was removed", () => {
  let nodes: DeafNode;
  beforeAll(async () => {
    nodes = await startDeafNode();
  });
  afterAll(() => nodes.stop());

  const expectNothingLeft = async (name: DocumentName): Promise<void> => {
    const entries = await nodes.server.app.store.journalRepo.readAfter(name, -1);
    expect(entries).toMatchObject([{ name, updates: [], isEnd: true }]);
    expect(await nodes.idsIn("documentsnapshots", name)).toEqual([]);
  };

  test("is nowhere, and closed for whoever has it open [Y11]", async () => {
    const name = newName();
    const editor = await new Editor(nodes.person, name).synced();
    await nodes.writeOn(nodes.server, name, LONG);
    await vi.waitFor(
      async () => expect(await nodes.idsIn("documentsnapshots", name)).toHaveLength(1),
      WAIT,
    );

    await nodes.server.app.documents.remove(name);
    expect(await editor.closed).toEqual(NOT_FOUND);
    await expectNothingLeft(name);
    await nodes.server.app.documents.remove(name);
    await expectNothingLeft(name);
    expect(await nodes.server.app.documents.readTree(name)).toEqual([]);
    await expect(nodes.writeOn(nodes.server, name, "Again")).rejects.toMatchObject({
      body: { code: "document_refused" },
    });
    const late = new Editor(nodes.person, name);
    expect(await late.closed).toEqual(NOT_FOUND);
    await expectNothingLeft(name);
    [editor, late].forEach((one) => one.leave());
  });

  test("is not brought back by a node that still has it open [Y11]", async () => {
    const name = newName();
    const there = await new Editor(nodes.deaf.same(nodes.person), name).synced();
    there.write("Before");
    await vi.waitFor(async () =>
      expect(await nodes.idsIn("documententries", name)).toHaveLength(2),
    );

    await nodes.server.app.documents.remove(name);
    there.write("After");
    expect(await there.closed).toEqual(NOT_FOUND);
    await expect(nodes.writeOn(nodes.deaf, name, "Again")).rejects.toMatchObject({
      body: { code: "document_refused" },
    });
    await expectNothingLeft(name);
    there.leave();
  });

  test("that nobody ever opened is not begun any more [Y11]", async () => {
    const name = newName();
    nodes.door.seed = [{ type: "paragraph", attributes: {}, content: [] }];
    await nodes.server.app.documents.remove(name);

    expect(await nodes.deaf.app.documents.readTree(name)).toEqual([]);
    await expectNothingLeft(name);
  });
});
