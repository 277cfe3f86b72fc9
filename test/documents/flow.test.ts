import * as encoding from "lib0/encoding";
import { afterEach, describe, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { documentClose } from "../../shared/documents/documentClose.ts";
import { writeVector } from "../../server/documents/documentMessages.ts";
import { DocumentPeer } from "../../server/documents/documentPeer.ts";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { ManualTimers } from "../support/manualTimers.ts";
import type { Person } from "../support/person.ts";
import { BINARY, frame, PONG, RawSocket } from "../support/rawSocket.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

vi.setConfig({ testTimeout: 60_000 });

const LONG = "steel ".repeat(35_000);
const soon = { timeout: 30_000, interval: 20 };

describe("A connection to a document", () => {
  const door = new TestDoor();
  const servers: TestServer[] = [];
  const editors: Editor[] = [];
  afterEach(async () => {
    editors.splice(0).forEach((editor) => editor.leave());
    for (const server of servers.splice(0).toReversed()) {
      await server.stop();
    }
  });

  const start = async (options: Parameters<typeof startServer>[0]): Promise<TestServer> => {
    const server = await startServer({ documentDoors: { page: door }, ...options });
    servers.push(server);
    return server;
  };
  const edit = (person: Person, name: string): Promise<Editor> => {
    const editor = new Editor(person, name);
    editors.push(editor);
    return editor.synced();
  };
  const connect = async (person: Person, name: string): Promise<WebSocket> => {
    const url = `${person.url.replace("http", "ws")}/documents/${encodeURIComponent(name)}`;
    const socket = new WebSocket(url, { headers: { cookie: person.cookie ?? "" } });
    socket.on("error", () => undefined);
    await new Promise((resolve) => socket.once("open", resolve));
    return socket;
  };
  /** What it said before is heard once it is answered. */
  const heardOf = (editor: Editor): Promise<void> =>
    new Promise((resolve) => {
      editor.onHeard = () => resolve();
      editor.provider.ws?.send(Uint8Array.of(0, 0, 1, 0));
    });
  const figure = async (server: TestServer, name: string): Promise<number> => {
    const { body } = await server.guest().http("GET", "/metrics");
    return Number(new RegExp(`^${name} (\\d+)$`, "m").exec(String(body))?.[1]);
  };

  test("that does not read is cut, and has everything when it comes back [Y65]", async () => {
    const server = await start({});
    const name = newName();
    const [ann, ben, slow] = await Promise.all([server.user(), server.user(), server.user()]);
    const [writer, reader] = [await edit(ann, name), await edit(ben, name)];
    const deaf = await connect(slow, name);
    // It asks for the state, and reads nothing of what follows.
    deaf.send(Uint8Array.of(0, 0, 1, 0));
    await vi.waitFor(async () => expect(await figure(server, "document_connections_open")).toBe(3));
    deaf.pause();

    const text = writer.write("");
    for (let round = 0; (await figure(server, "document_connections_cut")) === 0; round += 1) {
      expect(round).toBeLessThan(100);
      text.insert(0, LONG);
      await vi.waitFor(() => expect(reader.content.length).toBeGreaterThan(LONG.length), soon);
      text.delete(0, LONG.length);
      await vi.waitFor(() => expect(reader.content.length).toBeLessThan(LONG.length), soon);
    }

    text.insert(0, "What all have read");
    await vi.waitFor(() => expect(reader.content).toContain("What all have read"), soon);
    const gone = new Promise((resolve) => deaf.once("close", resolve));
    deaf.resume();
    await gone;
    expect((await edit(slow, name)).content).toBe(reader.content);
  });

  test("that asks for the state again and again and reads nothing is cut [Y72]", async () => {
    const server = await start({});
    const name = newName();
    const writer = await edit(await server.user(), name);
    writer.write(LONG);
    writer.write(LONG);
    await heardOf(writer);
    const deaf = await connect(await server.user(), name);
    deaf.pause();

    for (let asked = 0; asked < 200; asked += 1) {
      deaf.send(Uint8Array.of(0, 0, 1, 0));
    }

    await vi.waitFor(
      async () => expect(await figure(server, "document_connections_cut")).toBe(1),
      soon,
    );
    expect((await edit(await server.user(), name)).content).toBe(writer.content);
  });

  test("that sends what is larger than anybody writes is read from more slowly [Y66]", async () => {
    const timers = new ManualTimers();
    const server = await start({ timers, hasRateLimits: true });
    const name = newName();
    const editor = await edit(await server.user(), name);
    const asker = await connect(await server.user(), name);
    // It claims to know of so many clients.
    const vector = writeVector(
      new Map(Array.from({ length: 150_000 }, (_, at) => [2 ** 30 + at, 1])),
    );
    const length = encoding.encode((to) => encoding.writeVarUint(to, vector.length));
    const answers: Buffer[] = [];
    asker.on("message", (data: Buffer) => {
      if (data[0] === 0 && data[1] === 1) {
        answers.push(data);
      }
    });
    const COUNT = 10;
    for (let sent = 0; sent < COUNT; sent += 1) {
      asker.send(Buffer.concat([Buffer.of(0, 0), length, vector]));
    }
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(1), soon);
    for (let round = 0; round < 20; round += 1) {
      await heardOf(editor);
    }
    expect(answers.length).toBeLessThan(5);
    await vi.waitFor(async () => {
      await timers.advance(1000);
      expect(answers).toHaveLength(COUNT);
    }, soon);
    asker.terminate();
  });

  test("that says more than anybody can write is read from more slowly, and nothing is lost [Y66]", async () => {
    const timers = new ManualTimers();
    const server = await start({ timers, hasRateLimits: true });
    const name = newName();
    const [ann, ben] = [await server.user(), await server.user()];
    const [fast, other] = [await edit(ann, name), await edit(ben, name)];
    const words = fast.write("");
    const lengthSeen = () => other.content.length;
    const before = lengthSeen();

    const COUNT = 20_000;
    for (let count = 0; count < COUNT; count += 1) {
      words.insert(words.length, "x");
    }
    await vi.waitFor(() => expect(lengthSeen() - before).toBeGreaterThan(1900), soon);
    other.write("Meanwhile");
    await vi.waitFor(() => expect(fast.content).toContain("Meanwhile"), soon);
    expect(lengthSeen() - before).toBeLessThan(COUNT / 2);

    await vi.waitFor(async () => {
      await timers.advance(1000);
      expect(other.content).toBe(fast.content);
    }, soon);
    expect(words.length).toBe(COUNT);
  });

  test("that sends pings and pongs without end is read from more slowly too, and not taken for dead [Y66] [Y78]", async () => {
    const timers = new ManualTimers();
    const server = await start({ timers, hasRateLimits: true });
    const name = newName();
    const editor = await edit(await server.user(), name);
    const flood = new RawSocket(server.url).upgrade(
      undefined,
      `/documents/${encodeURIComponent(name)}`,
    );
    await flood.hears(/^HTTP\/1\.1 101 /);
    const answer = /\x82\x05\0\x01\x02\0\0/;

    flood.socket.write(
      Buffer.concat([
        ...Array.from({ length: 60_000 }, () => frame(PONG)),
        frame(BINARY, Uint8Array.of(0, 0, 1, 0)),
      ]),
    );
    for (let round = 0; round < 20; round += 1) {
      await heardOf(editor);
    }
    expect(flood.heard).not.toMatch(answer);
    // In the end it is not read from for longer than the dead are waited for.
    await vi.waitFor(async () => {
      await timers.advance(1000);
      expect(flood.heard).toMatch(answer);
    }, soon);
    flood.end();
  });

  test("that is dead is ended, and one that only answers pings is not [Y78]", async () => {
    const timers = new ManualTimers();
    const server = await start({ timers });
    const name = newName();
    const quiet = await connect(await server.user(), name);
    const dead = new RawSocket(server.url).upgrade(
      undefined,
      `/documents/${encodeURIComponent(name)}`,
    );
    await dead.hears(/^HTTP\/1\.1 101 /);
    await vi.waitFor(async () => expect(await figure(server, "document_connections_open")).toBe(2));
    const life = vi.spyOn(DocumentPeer.prototype, "showedLife");

    await timers.advance(15_000);
    await vi.waitFor(() => expect(life).toHaveBeenCalledTimes(1), soon);
    expect(dead.socket.destroyed).toBe(false);
    await timers.advance(15_000);
    await dead.closed;
    await vi.waitFor(() => expect(life).toHaveBeenCalledTimes(2), soon);

    expect(quiet.readyState).toBe(quiet.OPEN);
    expect(await figure(server, "document_connections_open")).toBe(1);
    life.mockRestore();
    quiet.terminate();
  });

  test("brings what was written in one window together, once it is over [Y68]", async () => {
    const timers = new ManualTimers();
    const server = await start({ timers, documentWindowMs: 25 });
    const name = newName();
    const [ann, ben] = [await server.user(), await server.user()];
    const writers = [await edit(ann, name), await edit(ben, name)];
    const repo = server.app.store.journalRepo;
    const stored = async () =>
      (await repo.readAfter(name, -1)).map(({ updates }) => updates.length);
    const before = await stored();
    for (const [index, writer] of writers.entries()) {
      writer.write(`word ${index}`);
      await heardOf(writer);
    }
    await timers.advance(24);
    expect(await stored()).toEqual(before);

    await timers.advance(1);

    await vi.waitFor(() => {
      for (const { content } of writers) {
        expect(content).toMatch(/word 0.*word 1|word 1.*word 0/);
      }
    }, soon);
    expect(await stored()).toEqual([...before, 2]);
  });

  test("costs what a reader does as long as nothing is written, and a while after [Y69]", async () => {
    const timers = new ManualTimers();
    const server = await start({ timers });
    const name = newName();
    const [ann, ben] = [
      await edit(await server.user(), name),
      await edit(await server.user(), name),
    ];
    await Promise.all([heardOf(ann), heardOf(ben)]);
    expect(await figure(server, "documents_written")).toBe(0);

    ann.write("one");
    await vi.waitFor(() => expect(ben.content).toContain("one"), soon);
    expect(await figure(server, "documents_written")).toBe(1);
    for (let quarter = 0; quarter < 4; quarter += 1) {
      await timers.advance(15_000);
      await Promise.all([heardOf(ann), heardOf(ben)]);
    }
    expect(await figure(server, "documents_written")).toBe(0);

    ben.body.delete(0, 1);
    ben.write("two");
    await vi.waitFor(() => expect(ann.content).toBe("<paragraph>two</paragraph>"), soon);
    expect(await figure(server, "documents_written")).toBe(1);
  });

  test("to a server that leaves is ended with the others over a time, with a code after which editors come back [Y67]", async () => {
    const timers = new ManualTimers();
    const server = await start({ timers });
    const name = newName();
    const people = await Promise.all(Array.from({ length: 8 }, () => server.user()));
    const codes: number[] = [];
    for (const person of people) {
      const socket = await connect(person, name);
      socket.on("close", (code) => codes.push(code));
    }
    const left = server.app.close({ noticeMs: 0, spreadMs: 4000 });
    for (let second = 0; second < 4; second += 1) {
      await timers.advance(1000);
      await vi.waitFor(() => expect(codes.length).toBeGreaterThan(2 * second), soon);
      if (second < 3) {
        expect(codes.length).toBeLessThan(8);
      }
    }
    await timers.advance(1000);
    await left;
    await vi.waitFor(() => expect(codes).toEqual(Array(8).fill(documentClose.restart)), soon);
  });
});
