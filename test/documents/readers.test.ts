import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { CLIENTS_MAX } from "../../shared/documents/documentLimits.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import { entryId } from "../../server/documents/documentEntryModel.ts";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const CURSOR = { anchor: {}, head: {} };

describe("In a document", () => {
  let server: TestServer;
  const door = new TestDoor();
  const editors: Editor[] = [];
  beforeAll(async () => {
    server = await startServer({ documentDoors: { page: door } });
  });
  afterEach(() => editors.splice(0).forEach((editor) => editor.leave()));
  afterAll(() => server.stop());

  const edit = (person: Person, name: DocumentName): Promise<Editor> => {
    const editor = new Editor(person, name);
    editors.push(editor);
    return editor.synced();
  };
  const somebody = async (rights: DocumentRights, called?: string): Promise<Person> => {
    const person = await server.user(called);
    door.rights.set(person.id, rights);
    return person;
  };
  const shown = (to: Editor, of: Editor) => to.provider.awareness.getStates().get(of.doc.clientID);

  test.each<DocumentRights>(["read", "comment", "suggest"])(
    "who may %s changes nothing, and is told so [Y6]",
    async (rights) => {
      const name = newName();
      const writer = await edit(await server.user(), name);
      const other = await edit(await somebody(rights), name);

      other.write("mine");

      expect(await other.closed).toEqual({ code: 4413, reason: "read_only" });
      writer.write("ours");
      await eventually(async () => {
        expect(await server.app.documents.readTree(name)).toHaveLength(1);
      });
      expect(writer.content).toBe("<paragraph>ours</paragraph>");
    },
  );

  test("who may only read is shown without a cursor, who may comment with it, and guests are not shown [Y80]", async () => {
    const name = newName();
    door.rights.set("guest", "read");
    const watcher = await edit(await server.user(), name);
    const guest = await edit(server.guest(), name);
    const [reader, commenter] = [
      await edit(await somebody("read", "Rita"), name),
      await edit(await somebody("comment", "Carl"), name),
    ];

    for (const { provider } of [guest, reader, commenter]) {
      provider.awareness.setLocalState({ user: { name: "Somebody" }, cursor: CURSOR });
    }

    await eventually(() => {
      expect(shown(watcher, commenter)).toMatchObject({ user: { name: "Carl" }, cursor: CURSOR });
      expect(watcher.provider.awareness.meta.get(reader.doc.clientID)?.clock).toBe(
        reader.provider.awareness.meta.get(reader.doc.clientID)?.clock,
      );
    });
    expect(shown(watcher, reader)).toMatchObject({ user: { name: "Rita" } });
    expect(shown(watcher, reader)).not.toHaveProperty("cursor");
    expect(shown(watcher, guest)).toBeUndefined();
  });

  test("that somebody left while their last words were being stored, the next finds these [Y1]", async () => {
    const name = newName();
    const [ann, ben] = [await server.user(), await server.user()];
    const writer = await edit(ann, name);
    const repo = server.app.store.journalRepo;
    const append = repo.append.bind(repo);
    let [began, release] = [() => {}, () => {}];
    const isStoring = new Promise<void>((resolve) => {
      began = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const held = vi.spyOn(repo, "append").mockImplementationOnce(async (entries) => {
      began();
      await released;
      return append(entries);
    });

    writer.write("last words");
    await isStoring;
    writer.leave();
    await eventually(async () => {
      const { body } = await server.guest().http("GET", "/metrics");
      expect(body).toMatch(/^document_connections_open 0$/m);
    });
    const next = await edit(ben, name);
    expect(next.content).toBe("");
    release();

    await eventually(() => expect(next.content).toBe("<paragraph>last words</paragraph>"));
    held.mockRestore();
  });

  test("nobody uses more clients than there can be windows, and who tries is told so [Y37]", async () => {
    const name = newName();
    const [ann, ben] = [await server.user(), await server.user()];
    const clients = Array.from({ length: CLIENTS_MAX }, (_, at) => at + 1);
    await server.app.documents.readTree(name);
    const update = Uint8Array.of(0, 0);
    const by = { id: ann.id, name: "Ann" } as never;
    const seq = (await server.app.store.journalRepo.lastSeq(name)) + 1;
    await server.app.store.journalRepo.append([
      {
        _id: entryId(name, seq),
        name,
        seq,
        token: "",
        updates: [{ at: new Date(), update, clients, by }],
      },
    ]);
    const [full, other] = [await edit(ann, name), await edit(ben, name)];

    full.write("one window more");

    expect(await full.closed).toEqual({ code: 4413, reason: "too_many_clients" });
    other.write("goes on");
    await eventually(async () => {
      expect(await server.app.documents.readTree(name)).toHaveLength(1);
    });
  });
});
