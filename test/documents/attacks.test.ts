import * as encoding from "lib0/encoding";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import * as Y from "yjs";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { createPage } from "../../shared/wiki/createPage.ts";
import { trashPage } from "../../shared/wiki/trashPage.ts";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { eventually } from "../support/eventually.ts";
import { Editor } from "../support/editor.ts";
import type { Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const uints = (...numbers: readonly number[]): Uint8Array => {
  const encoder = encoding.createEncoder();
  numbers.forEach((number) => encoding.writeVarUint(encoder, number));
  return encoding.toUint8Array(encoder);
};

const withLength = (kinds: readonly number[], payload: Uint8Array): Uint8Array =>
  Buffer.concat([uints(...kinds, payload.length), payload]);

const updateMessage = (update: Uint8Array): Uint8Array => withLength([0, 2], update);

const presenceMessage = (client: number, clock: number, state: unknown): Uint8Array => {
  const encoder = encoding.createEncoder();
  [1, client, clock].forEach((number) => encoding.writeVarUint(encoder, number));
  encoding.writeVarString(encoder, JSON.stringify(state));
  return withLength([1], encoding.toUint8Array(encoder));
};

describe("Somebody who may write, and sends what no editor does,", () => {
  let server: TestServer;
  const door = new TestDoor();
  let open: Editor[] = [];

  beforeAll(async () => {
    server = await startServer({ documentDoors: { page: door } });
  });
  afterEach(() => {
    open.forEach((editor) => editor.leave());
    open = [];
  });
  afterAll(() => server.stop());

  const edit = (person: Person, name: string): Promise<Editor> => {
    const editor = new Editor(person, name);
    open.push(editor);
    return editor.synced();
  };
  /** Sends one message, and says how the connection ended. */
  const attack = async (name: DocumentName, message: Uint8Array | string, by?: Person) => {
    const { cookie = "" } = by ?? (await server.user());
    const url = `${server.url.replace("http", "ws")}/documents/${encodeURIComponent(name)}`;
    const socket = new WebSocket(url, { headers: { cookie } });
    socket.on("error", () => undefined);
    socket.on("open", () => {
      // As if it had been asked for what it has, and had nothing.
      socket.send(withLength([0, 1], Uint8Array.of(0, 0)));
      socket.send(message);
    });
    return new Promise((resolve) => {
      socket.on("close", (code, reason) => resolve({ code, reason: String(reason) }));
    });
  };
  const refused = (reason: string) => ({ code: 4413, reason });
  const stateOf = (name: DocumentName) => server.app.documents.readState(name);

  test("can't delete what others have not sent yet [Y50]", async () => {
    const name = newName();
    const victim = await edit(await server.user(), name);
    victim.write("first");
    const deletion = uints(0, 1, victim.doc.clientID, 1, 0, 1_000_000);
    await eventually(async () => expect((await stateOf(name)).length).toBeGreaterThan(2));
    const before = await stateOf(name);

    expect(await attack(name, updateMessage(deletion))).toEqual(refused("unknown_item"));

    expect(await stateOf(name)).toEqual(before);
    victim.write("second");
    await eventually(async () => {
      expect(await server.app.documents.readTree(name)).toHaveLength(2);
    });
  });

  test("can't write as a client of somebody else's [Y51]", async () => {
    const name = newName();
    const victim = await edit(await server.user(), name);
    victim.write("mine");
    await eventually(async () => {
      expect(await server.app.documents.readTree(name)).toHaveLength(1);
    });
    const thief = new Y.Doc();
    Y.applyUpdate(thief, await stateOf(name));
    thief.clientID = victim.doc.clientID;
    const vector = Y.encodeStateVector(thief);
    thief.getXmlFragment("body").insert(0, [new Y.XmlElement("horizontalRule")]);
    const stolen = Y.encodeStateAsUpdate(thief, vector);
    const own = new Y.Doc();
    own.clientID = 2 ** 32 + 5;
    own.getXmlFragment("body").insert(0, [new Y.XmlElement("horizontalRule")]);

    expect(await attack(name, updateMessage(stolen))).toEqual(refused("not_yours"));
    expect(await attack(name, updateMessage(Y.encodeStateAsUpdate(own)))).toEqual(
      refused("not_yours"),
    );
    expect(await server.app.documents.readTree(name)).toHaveLength(1);
  });

  test("can't write first as a client that is there and has not written yet [Y51]", async () => {
    const name = newName();
    const [victim, other] = [
      await edit(await server.user(), name),
      await edit(await server.user(), name),
    ];
    await eventually(() => {
      expect(other.provider.awareness.getStates().has(victim.doc.clientID)).toBe(true);
    });
    const thief = new Y.Doc();
    thief.clientID = victim.doc.clientID;
    thief.getXmlFragment("body").insert(0, [new Y.XmlElement("horizontalRule")]);

    expect(await attack(name, updateMessage(Y.encodeStateAsUpdate(thief)))).toEqual(
      refused("not_yours"),
    );
    victim.write("mine");
    await eventually(() => expect(other.content).toBe("<paragraph>mine</paragraph>"));
  });

  test("can't appear as somebody else, nor make them disappear [Y52]", async () => {
    const name = newName();
    const [ann, ben] = [await server.user("Ann"), await server.user("Ben")];
    const [first, second] = [await edit(ann, name), await edit(ben, name)];
    const shown = () => second.provider.awareness.getStates().get(first.doc.clientID);
    await eventually(() => expect(shown()).toMatchObject({ user: { name: "Ann" } }));
    const before = shown();
    const eve = await edit(await server.user("Eve"), name);
    const socket = eve.provider.ws as unknown as WebSocket;

    socket.send(presenceMessage(first.doc.clientID, 1_000, { user: { name: "Eve as Ann" } }));
    socket.send(presenceMessage(first.doc.clientID, 2_000, null));
    eve.provider.awareness.setLocalState({ user: { name: "Ann" }, cursor: { anchor: "x" } });

    await eventually(() => {
      expect(second.provider.awareness.getStates().get(eve.doc.clientID)).toEqual({
        user: expect.objectContaining({ name: "Eve" }),
      });
    });
    expect(shown()).toEqual(before);
  });

  test.each<[string, string, Uint8Array | string]>([
    ["what is no message", "malformed", Uint8Array.of(9, 9, 9)],
    ["text", "malformed", "hello"],
    ["half an update", "malformed", updateMessage(Uint8Array.of(1, 1, 5))],
    ["too much at once", "too_large", updateMessage(new Uint8Array(256 * 1024 + 1))],
  ])("is told why when that is %s [Y53]", async (_, reason, message) => {
    const name = newName();
    const witness = await edit(await server.user(), name);

    expect(await attack(name, message)).toEqual(refused(reason));

    witness.write("goes on");
    await eventually(async () => {
      expect(await server.app.documents.readTree(name)).toHaveLength(1);
    });
    expect(witness.provider.wsconnected).toBe(true);
  });
});

describe("Somebody who comes back", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ documentDoors: { page: new TestDoor() } });
  });
  afterAll(() => server.stop());

  test("and writes on before being asked for what was not stored loses nothing [Y12]", async () => {
    const name = newName();
    const doc = new Y.Doc();
    const write = () => doc.getXmlFragment("body").push([new Y.XmlElement("horizontalRule")]);
    write();
    const before = Y.encodeStateVector(doc);
    write();
    const later = Y.encodeStateAsUpdate(doc, before);
    const { cookie = "" } = await server.user();
    const url = `${server.url.replace("http", "ws")}/documents/${encodeURIComponent(name)}`;
    const socket = new WebSocket(url, { headers: { cookie } });
    const ends: number[] = [];
    socket.on("error", () => undefined);
    socket.on("close", (code) => ends.push(code));
    socket.on("open", () => socket.send(updateMessage(later)));
    // Being asked, as every editor is that comes.
    socket.once("message", () => socket.send(withLength([0, 1], Y.encodeStateAsUpdate(doc))));

    await eventually(async () => {
      expect(await server.app.documents.readTree(name)).toHaveLength(2);
    });
    expect(ends).toEqual([]);
    // What comes after that rests on nothing more.
    write();
    const gap = Y.encodeStateVector(doc);
    write();
    socket.send(updateMessage(Y.encodeStateAsUpdate(doc, gap)));
    await eventually(() => expect(ends).toEqual([4413]));
  });
});

describe("A lost right", () => {
  let server: TestServer;
  const door = new TestDoor();
  beforeAll(async () => {
    server = await startServer({ documentDoors: { page: door } });
  });
  afterAll(() => server.stop());

  test("is lost in open documents at once, for good or for less [Y54]", async () => {
    const name = newName();
    const [ann, ben] = [await server.user(), await server.user()];
    const [lost, lowered] = [
      await new Editor(ann, name).synced(),
      await new Editor(ben, name).synced(),
    ];
    door.rights.set(ann.id, undefined);
    door.rights.set(ben.id, "read");

    server.app.documents.recheck([name]);

    expect(await lost.closed).toEqual({ code: 4403, reason: "not_found" });
    await eventually(() => expect(lowered.provider.wsconnected).toBe(false));
    await lowered.synced();
    lowered.write("no more");
    expect(await lowered.closed).toEqual({ code: 4413, reason: "read_only" });
    [lost, lowered].forEach((editor) => editor.leave());
  });

  test("is lost also by who is on their way in, and can't be told yet [Y54]", async () => {
    const name = newName();
    const ann = await server.user();
    const { community } = await server.home();
    const other = await server.owner.do(createPage, { communityId: community.id, title: "Other" });
    let [reached, release] = [() => {}, () => {}];
    const asked = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const held = vi.spyOn(door, "rightsOf").mockImplementationOnce(async () => {
      reached();
      await released;
      return "edit";
    });
    const late = new Editor(ann, name);
    await asked;

    door.rights.set(ann.id, undefined);
    // Of whatever page: here the door alone knows whose rights those are.
    await server.owner.do(trashPage, { pageId: other.id });
    const told = await new Editor(server.owner, name).synced();
    release();

    expect(await late.closed).toEqual({ code: 4403, reason: "not_found" });
    held.mockRestore();
    [late, told].forEach((editor) => editor.leave());
  });

  test("is not kept where nobody can say what it is [Y54]", async () => {
    const name = newName();
    const editor = await new Editor(await server.user(), name).synced();
    const asked = vi.spyOn(door, "rightsOf").mockRejectedValue(new Error("away"));

    server.app.documents.recheck([name]);

    await eventually(() => expect(editor.provider.wsconnected).toBe(false));
    asked.mockRestore();
    await editor.synced();
    editor.leave();
  });
});
