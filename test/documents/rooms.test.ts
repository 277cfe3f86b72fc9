import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import * as Y from "yjs";
import type { Person as PersonRecord } from "../../shared/protocol/person.ts";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { eventually } from "../support/eventually.ts";
import { Editor } from "../support/editor.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const PARAGRAPH = { type: "paragraph", attributes: {} } as const;
const text = (words: string) => ({ type: "text", text: words, marks: [] }) as const;

describe("A shared document", () => {
  let server: TestServer;
  const door = new TestDoor();
  const open: Editor[] = [];

  beforeAll(async () => {
    server = await startServer({ documentDoors: { page: door } });
  });
  afterAll(async () => {
    open.forEach((editor) => editor.leave());
    await server.stop();
  });

  const edit = (person: Person, name: string): Promise<Editor> => {
    const editor = new Editor(person, name);
    open.push(editor);
    return editor.synced();
  };
  const personOf = ({ account }: Person): PersonRecord => {
    if (!account) {
      throw new Error("a guest");
    }
    return { id: account.id, name: account.name };
  };

  test("is the same for all who have it open, and for who comes later [Y1]", async () => {
    const name = newName();
    const [ann, ben] = [
      await edit(await server.user(), name),
      await edit(await server.user(), name),
    ];

    ann.write("one");
    ben.write("two", 0);
    await eventually(() => {
      expect(ann.content).toContain("two");
      expect(ben.content).toBe(ann.content);
    });
    const later = await edit(await server.user(), name);

    expect(later.content).toBe(ann.content);
    expect(later.content).toContain("<paragraph>one</paragraph>");
  });

  test("is there whole when an editor is told that it has all of it [Y1]", async () => {
    const name = newName();
    const ann = await new Editor(await server.user(), name).synced();
    ann.write("one");
    ann.write("two");
    await eventually(async () => {
      expect(await server.app.documents.readTree(name)).toHaveLength(2);
    });

    const later = new Editor(await server.user(), name);
    const content = await new Promise((resolve) => {
      later.provider.once("sync", () => resolve(later.content));
    });

    expect(content).toBe(ann.content);
    [ann, later].forEach((editor) => editor.leave());
  });

  test("is closed when nobody has it open, and is as it was when it is opened again [Y2]", async () => {
    const name = newName();
    const first = await edit(await server.user(), name);
    first.write("kept");
    await eventually(async () => {
      expect(await server.app.documents.readTree(name)).toHaveLength(1);
    });
    const { content } = first;
    first.leave();
    await eventually(async () => {
      const { body } = await server.guest().http("GET", "/metrics");
      expect(body).toMatch(/^documents_open [01]$/m);
    });

    const second = await edit(await server.user(), name);

    expect(second.content).toBe(content);
  });

  test("is seeded by the server, once, by however many it is opened at once [Y3]", async () => {
    const name = newName();
    door.seed = [{ ...PARAGRAPH, content: [text("Seeded")] }];
    const before = door.seeds;
    const second = await startServer({ documentDoors: { page: door }, beside: server });
    const person = await server.user();

    const editors = await Promise.all([
      edit(person, name),
      edit(await server.user(), name),
      edit(second.same(person), name),
    ]);

    expect(editors.map(({ content }) => content)).toEqual(
      Array.from({ length: 3 }, () => "<paragraph>Seeded</paragraph>"),
    );
    expect(door.seeds - before).toBeLessThanOrEqual(2);
    door.seed = [];
    await second.stop();
  });

  test("comes back to an editor as an echo of what it sent once that is stored [Y4]", async () => {
    const name = newName();
    const editor = await edit(await server.user(), name);
    const sent: Uint8Array[] = [];
    editor.doc.on("update", (update: Uint8Array) => sent.push(update));

    editor.write("saved");

    await eventually(() => {
      const echoes = editor.heard.filter((bytes) =>
        sent.some((update) => Buffer.from(bytes).indexOf(update) >= 0),
      );
      expect(echoes).toHaveLength(1);
    });
    const cold = await startServer({ documentDoors: { page: door }, beside: server });
    const tree = await cold.app.documents.readTree(name);
    await cold.stop();

    expect(tree).toEqual([{ ...PARAGRAPH, content: [text("saved")] }]);
  });

  test("looks the same where it is missing and where one may not see it [Y5]", async () => {
    const [missing, hidden] = [newName(), newName()];
    const person = await server.user();
    door.missing.add(missing);
    door.rights.set(person.id, undefined);

    const ends = [];
    for (const name of [missing, hidden, "page:nonsense", "idea:01hzzzzzzzzzzzzzzzzzzzzzzz"]) {
      const editor = new Editor(person, name);
      open.push(editor);
      ends.push(await editor.closed);
    }

    expect(ends).toEqual(ends.map(() => ({ code: 4403, reason: "not_found" })));
  });

  test("is shown to those who may read, who can't change it [Y6]", async () => {
    const name = newName();
    const writer = await edit(await server.user(), name);
    writer.write("text");
    const reader = await server.user();
    door.rights.set(reader.id, "read");
    door.rights.set("guest", "read");
    const [viewer, guest] = [await edit(reader, name), await edit(server.guest(), name)];
    await eventually(() => {
      expect([viewer.content, guest.content]).toEqual([writer.content, writer.content]);
    });

    viewer.write("mine");
    const end = await viewer.closed;
    writer.write("more");
    await eventually(() => {
      expect(guest.content).toContain("more");
    });

    expect(end).toEqual({ code: 4413, reason: "read_only" });
    expect(guest.content).toBe("<paragraph>text</paragraph><paragraph>more</paragraph>");
    expect(writer.content).toBe(guest.content);
  });

  test("is changed by the server in somebody's name, before the eyes of all [Y7]", async () => {
    const name = newName();
    const person = await server.user();
    const editor = await edit(person, name);

    const rule = { type: "horizontalRule", attributes: {}, content: [] } as const;
    await server.app.documents.replace(name, personOf(person), { tree: [rule] });

    await eventually(() => {
      expect(editor.content).toBe("<horizontalrule></horizontalrule>");
    });
  });

  test("takes in what somebody made elsewhere, and refuses what an editor could not send [Y8]", async () => {
    const name = newName();
    const person = await server.user();
    const { documents } = server.app;
    const fork = new Y.Doc();
    Y.applyUpdate(fork, await documents.readState(name));
    const paragraph = new Y.XmlElement("paragraph");
    fork.getXmlFragment("body").insert(0, [paragraph]);
    const wrong = new Y.Doc();
    wrong.getXmlFragment("body").insert(0, [new Y.XmlElement("script")]);

    const admit = (doc: Y.Doc, once: string) =>
      documents.admit(name, personOf(person), { update: Y.encodeStateAsUpdate(doc), once });
    await admit(fork, "fork");
    const refused = admit(wrong, "wrong");

    await expect(refused).rejects.toMatchObject({ code: "document_refused" });
    expect(await documents.readTree(name)).toEqual([{ ...PARAGRAPH, content: [] }]);
  });

  test("tells of what was stored in it, and by whom [Y9]", async () => {
    const name = newName();
    const told: unknown[] = [];
    const end = server.app.documents.onChanged(async (changed) => {
      if (changed.name === name) {
        told.push(changed.contributions.map(({ by }) => by));
      }
    });
    const person = await server.user();
    const editor = await edit(person, name);

    editor.write("one");
    editor.write("two");

    await eventually(() => {
      expect(told).toEqual([[personOf(person)]]);
    });
    end();
  });

  test("shows who is there under the names that the server knows them by [Y10]", async () => {
    const name = newName();
    const [person, other] = [await server.user("Ann"), await server.user("Ben")];
    const [ann, ben] = [await edit(person, name), await edit(other, name)];
    await vi.waitFor(
      () => expect(ben.provider.awareness.getStates().has(ann.doc.clientID)).toBe(true),
      // Long before an editor that said nothing says so again.
      8000,
    );

    ann.provider.awareness.setLocalState({ user: { name: "The Owner" }, extra: 1 });

    await eventually(() => {
      const shown = ben.provider.awareness.getStates().get(ann.doc.clientID);
      expect(shown).toEqual({ user: { id: person.id, name: "Ann", color: expect.any(String) } });
    });
    ann.leave();
    await eventually(() => {
      expect(ben.provider.awareness.getStates().has(ann.doc.clientID)).toBe(false);
    });
  });
});
