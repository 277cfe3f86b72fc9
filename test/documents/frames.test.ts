import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { newName, TestDoor } from "../support/documentDoor.ts";
import { Editor } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import { mutated, randomOf } from "../support/mutatedUpdates.ts";
import type { Person } from "../support/person.ts";
import {
  BINARY,
  CLOSE,
  closeIn,
  CONTINUATION,
  frame,
  PING,
  PONG,
  RawSocket,
  TEXT,
} from "../support/rawSocket.ts";
import { blob, said } from "../support/saidBytes.ts";
import { startServer, type TestServer } from "../support/startServer.ts";
import type { DocumentName } from "../../shared/documents/documentName.ts";

const MB = 1024 * 1024;
const NO_END = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff);
/** What every editor asks first: all there is. */
const ASK_STATE = Uint8Array.of(0, 0, 1, 0);

const header = (first: number, second: number, length: bigint): Buffer => {
  const bytes = Buffer.alloc(10);
  bytes[0] = first;
  bytes[1] = second;
  bytes.writeBigUInt64BE(length, 2);
  return bytes;
};
const times = (count: number, bytes: () => Buffer): Buffer =>
  Buffer.concat(Array.from({ length: count }, bytes));

describe("Whatever somebody sends to a document,", () => {
  let server: TestServer;
  let person: Person;
  let name: DocumentName;
  let witnesses: readonly [Editor, Editor];
  let ends = 0;
  const raws: RawSocket[] = [];

  beforeAll(async () => {
    server = await startServer({ documentDoors: { page: new TestDoor() } });
    person = await server.user();
    name = newName();
    witnesses = [
      await new Editor(await server.user(), name).synced(),
      await new Editor(await server.user(), name).synced(),
    ];
    witnesses.forEach(({ provider }) => provider.on("connection-close", () => (ends += 1)));
  });
  afterEach(async () => {
    raws.splice(0).forEach((socket) => socket.end());
    // Those who were there go on, see each other's words, and were never interrupted.
    const [writer, reader] = witnesses;
    const count = writer.body.length;
    writer.write(`after ${count}`);
    await eventually(() => expect(reader.content).toContain(`after ${count}<`));
    expect(ends).toBe(0);
    const tree = await server.app.documents.readTree(name);
    expect(tree).toHaveLength(count + 1);
  });
  afterAll(async () => {
    witnesses.forEach((editor) => editor.leave());
    await server.stop();
  });

  const raw = async (who = person): Promise<RawSocket> => {
    const socket = new RawSocket(server.url);
    raws.push(socket);
    socket.upgrade(who.cookie, `/documents/${encodeURIComponent(name)}`);
    await socket.hears(/^HTTP\/1\.1 101 /);
    // Being asked, as whoever may write is that comes.
    await socket.hears(/\r\n\r\n\x82./s);
    return socket;
  };
  /** How the connection ended: with what it was told, or cut without a word. */
  const endOf = async (socket: RawSocket) => {
    const answer = (): void => {
      if (closeIn(socket.heard)) {
        socket.send(CLOSE);
      }
    };
    socket.socket.on("data", answer);
    answer();
    await socket.closed;
    return closeIn(socket.heard) ?? "cut";
  };
  const refused = (reason: string) => ({ code: 4413, reason });

  const huge = 2 ** 53 - 1;
  test.each<[string, string, Uint8Array]>([
    ["nothing", "malformed", said()],
    ["a kind that there is not", "malformed", said(4)],
    ["the kind of authorisation, which only servers send", "malformed", said(2, 0, "no")],
    ["a kind without an end", "malformed", NO_END],
    ["a step that there is not", "malformed", said(0, 3, blob(0))],
    ["no step", "malformed", said(0)],
    ["a question without what is known", "malformed", said(0, 0)],
    ["a question of which the half is missing", "malformed", said(0, 0, 9, 1)],
    ["a question about more clients than it names", "malformed", said(0, 0, blob(1000, 1))],
    ["a question as long as numbers go", "malformed", said(0, 0, huge)],
    ["a question about a client beyond all numbers", "malformed", said(0, 0, blob(1, NO_END))],
    ["a question with something behind it", "malformed", said(ASK_STATE, 0)],
    ["an answer without an update", "malformed", said(0, 1, 0)],
    ["an answer of which half is missing", "malformed", said(0, 1, 9, 1, 1)],
    [
      "an answer of one client with as many items as numbers go",
      "malformed",
      said(0, 1, blob(1, huge, 1, 0)),
    ],
    ["an update without a byte", "malformed", said(0, 2, 0)],
    ["an update as long as numbers go", "malformed", said(0, 2, huge)],
    ["an update that deletes without an end", "malformed", said(0, 2, blob(0, NO_END))],
    ["an update with something behind it", "malformed", said(0, 2, blob(0, 0), 0)],
    ["presence without a length", "malformed", said(1)],
    ["presence as long as numbers go", "malformed", said(1, huge)],
    ["presence of more than it names", "malformed", said(1, blob(3, 1, 1, "{}"))],
    [
      "presence of more than there can be",
      "malformed",
      said(1, blob(10_001, new Uint8Array(30_003))),
    ],
    ["presence of a client beyond all numbers", "malformed", said(1, blob(1, NO_END, 1, "{}"))],
    ["presence that is no JSON", "malformed", said(1, blob(1, 7, 1, "{"))],
    [
      "presence with lists in each other without end",
      "malformed",
      said(1, blob(1, 7, 1, "[".repeat(4000))),
    ],
    ["presence that is no text", "malformed", said(1, blob(1, 7, 1, 2, Uint8Array.of(0xc3, 0x28)))],
    [
      "presence with what objects have by nature",
      "not_allowed",
      said(1, blob(1, 7, 1, '{"__proto__":{"a":1}}')),
    ],
    [
      "presence that is too large",
      "too_large",
      said(1, blob(1, 7, 1, JSON.stringify("x".repeat(5000)))),
    ],
    ["presence with something behind it", "malformed", said(1, blob(1, 7, 1, "{}"), 0)],
    ["a question who is there with something behind it", "malformed", said(3, 0)],
  ])("%s is refused, and nobody else notices [Y53]", async (_, reason, message) => {
    const socket = await raw();
    socket.send(BINARY, message);
    expect(await endOf(socket)).toEqual(refused(reason));
  });

  test.each<[string, unknown, () => Buffer]>([
    ["what would be right as bytes, as a text", refused("malformed"), () => frame(TEXT, ASK_STATE)],
    ["a text that is none", { code: 1007, reason: "" }, () => frame(TEXT, Uint8Array.of(0xff))],
    ["a kind of frame that there is not", { code: 1002, reason: "" }, () => frame(3, "x")],
    ["what was not masked", { code: 1002, reason: "" }, () => Buffer.of(0x82, 1, 0)],
    ["what is said to be compressed", { code: 1002, reason: "" }, () => header(0xc2, 0xfe, 0n)],
    ["more of what was not begun", { code: 1002, reason: "" }, () => frame(CONTINUATION, "x")],
    ["a large ping", { code: 1002, reason: "" }, () => frame(PING, "x".repeat(126))],
    ["a ping in pieces", { code: 1002, reason: "" }, () => frame(PING, "x", { isLast: false })],
    [
      "a closing code that there is not",
      { code: 1002, reason: "" },
      () => frame(CLOSE, Uint8Array.of(0, 1)),
    ],
    [
      "a length beyond all numbers",
      { code: 1009, reason: "" },
      () => header(0x82, 0xff, 2n ** 62n),
    ],
    ["a length of a terabyte", { code: 1009, reason: "" }, () => header(0x82, 0xff, 2n ** 40n)],
    [
      "a message that is too large",
      { code: 1009, reason: "" },
      () => header(0x82, 0xff, BigInt(MB + 65)),
    ],
    [
      "a message that is too large together",
      { code: 1009, reason: "" },
      () =>
        Buffer.concat([
          frame(BINARY, new Uint8Array(MB), { isLast: false }),
          frame(CONTINUATION, new Uint8Array(65)),
        ]),
    ],
    [
      "a message in very many pieces",
      { code: 1008, reason: "" },
      () =>
        Buffer.concat([
          frame(BINARY, Uint8Array.of(0), { isLast: false }),
          times(64, () => frame(CONTINUATION, "", { isLast: false })),
        ]),
    ],
    ["pings without end", "cut", () => times(1000, () => frame(PING))],
  ])("%s ends its connection, and nobody else notices [Y53]", async (_, end, bytes) => {
    const socket = await raw();
    socket.socket.write(bytes());
    expect(await endOf(socket)).toEqual(end);
  });

  test("a message in a few pieces is taken, with pings in between, and one byte at a time [Y79]", async () => {
    const socket = await raw();
    socket.send(BINARY, ASK_STATE.subarray(0, 1), { isLast: false });
    socket.send(PING, "still here");
    socket.send(CONTINUATION, ASK_STATE.subarray(1, 2), { isLast: false });
    socket.send(CONTINUATION, ASK_STATE.subarray(2), { isLast: true });
    await socket.hears(/\x8a\x0astill here/);
    await socket.hears(/\x82\x05\0\x01\x02\0\0/);

    const slow = await raw();
    slow.socket.setNoDelay(true);
    for (const byte of frame(BINARY, ASK_STATE)) {
      slow.socket.write(Uint8Array.of(byte));
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
    await slow.hears(/\x82\x05\0\x01\x02\0\0/);
  });

  test("many messages that come as one are each taken [Y79]", async () => {
    const [socket, [witness]] = [await raw(), witnesses];
    const [client, count] = [7, 2000];
    let clock = 0;
    socket.socket.write(
      Buffer.concat([
        times(count, () => frame(PONG)),
        times(count, () => frame(BINARY, said(1, blob(1, client, (clock += 1), "{}")))),
        frame(BINARY, ASK_STATE),
      ]),
    );
    await socket.hears(/\x82\x05\0\x01\x02\0\0/);
    await eventually(() => {
      expect(witness.provider.awareness.meta.get(client)?.clock).toBe(count);
    });
  });

  test("who is told to go and does not is cut, and so is not heard any more [Y53]", async () => {
    const socket = await raw();
    socket.send(BINARY, said(4));
    await eventually(() => expect(closeIn(socket.heard)).toEqual(refused("malformed")));
    const toldAt = performance.now();
    socket.send(BINARY, said(1, blob(1, 8, 1, "{}")));
    await socket.closed;
    expect(performance.now() - toldAt).toBeLessThan(15_000);
    expect(witnesses[0].provider.awareness.getStates().has(8)).toBe(false);
  });

  test("who leaves in the middle of a message, or of coming, leaves nothing behind [Y53]", async () => {
    const whole = frame(BINARY, said(0, 2, blob(0, 0)));
    for (let length = 0; length < whole.length; length += 1) {
      const socket = await raw();
      socket.socket.end(whole.subarray(0, length));
      await socket.closed;
    }
    const half = new RawSocket(server.url);
    half.socket.write(
      `GET /documents/${encodeURIComponent(name)} HTTP/1.1\r\nUpgrade: websocket\r\n`,
    );
    await half.connected;
    half.end();
    await eventually(async () => {
      const { body } = await server.guest().http("GET", "/metrics");
      expect(body).toMatch(/^document_connections_open 2$/m);
    });
  });

  test("at random, it ends nothing but its own connection [Y53]", async () => {
    const random = randomOf(7);
    const messages = [
      ASK_STATE,
      said(0, 1, blob(0, 0)),
      said(0, 2, blob(1, 1, 77, 0, 4, 1, "body", "x", 0)),
      said(1, blob(1, 7, 1, '{"user":{"name":"Ann"},"cursor":null}')),
      said(3),
    ];
    const outcomes: unknown[] = [];
    for (let round = 0; round < 40; round += 1) {
      const socket = await raw();
      for (let count = 0; count < 25; count += 1) {
        const one = messages[Math.floor(random() * messages.length)] ?? ASK_STATE;
        const whole = frame(
          random() < 0.9 ? BINARY : TEXT,
          random() < 0.3 ? one : mutated(one, one, random),
        );
        socket.socket.write(random() < 0.9 ? whole : mutated(whole, whole, random));
      }
      socket.socket.end();
      outcomes.push(await endOf(socket));
    }
    expect(outcomes).toContainEqual(refused("malformed"));
  });
});
