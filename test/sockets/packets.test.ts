import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { getMe } from "../../shared/accounts/getMe.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { dump } from "../support/dump.ts";
import { newKey, type Person } from "../support/person.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

let server: TestServer;
let boardId: string;
let bystander: Person;
let cuts = 0;
beforeAll(async () => {
  server = await startServer();
  boardId = (await server.home()).board.id;
  bystander = await server.user("Ben Bystander");
  await bystander.join(boardId);
  const socket = await bystander.connect();
  socket.on("disconnect", () => {
    cuts += 1;
  });
});
afterAll(() => server.stop());

const ACK = 7777;

/** Sends a packet as it stands, and gives the reply to the acknowledgement `ACK`. */
const sendRaw = async (socket: Socket, packet: string): Promise<unknown> => {
  const { engine } = socket.io;
  const answer = new Promise<unknown>((resolve) => {
    const listen = (data: unknown): void => {
      const text = String(data);
      if (text.startsWith(`3${ACK}`)) {
        engine.off("data", listen);
        resolve((JSON.parse(text.slice(`3${ACK}`.length)) as unknown[])[0]);
      }
    };
    engine.on("data", listen);
  });
  engine.write(packet);
  return answer;
};

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const objects = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

describe("a packet that is not what it should be", () => {
  test.each([
    ["10,000 lists in each other", nested(10_000)],
    ["10,000 objects in each other", objects(10_000)],
    ["100,000 lists in each other", nested(100_000)],
    ["a number beyond all numbers", "1e999999"],
    ["an own __proto__", '{"__proto__":{"boardId":"x"}}'],
  ])("with %s is refused, and the connection stays [T4]", async (_what, input) => {
    const before = await dump(server);
    const socket = await server.owner.connect();
    expect(await sendRaw(socket, `2${ACK}["${addIdea.name}",${input}]`)).toMatchObject({
      ok: false,
      error: { code: "invalid_input" },
    });
    expect(await dump(server)).toEqual(before);
    expect(socket.connected).toBe(true);
  });

  test.each([
    ["that cannot be read", "2["],
    ["of an unknown type", "9[]"],
    ["with a name of a number", "2[1,{}]"],
    ["with a name of our own events", '2["disconnecting"]'],
    ["with no name", "2[]"],
    ["that announces attachments and brings none", '51-["idea.add",{"_placeholder":true,"num":0}]'],
    ["that announces a million attachments", '51000000-["idea.add"]'],
    ["for a namespace that is not there", "0/admin,"],
    ["that answers what nobody asked", `3${ACK}[{}]`],
    ["of 300 kB", `2["idea.add","${"x".repeat(300_000)}"]`],
  ])("%s ends nobody else's connection [T5]", async (_what, packet) => {
    const rogue = await server.user();
    const socket = await rogue.connect();
    const ended = new Promise((resolve) => {
      socket.io.engine.once("close", resolve);
    });
    socket.io.engine.write(packet);
    // Whether it is cut or answered is the server's affair; that it goes on is everybody's.
    await Promise.race([ended, rogue.emit(getMe.name, {})]);
    expect(await bystander.emit(getMe.name, {})).toMatchObject({ ok: true });
    expect(cuts).toBe(0);
    await rogue.leave();
  });

  test("with bytes for a text is refused by field [T4]", async () => {
    const reply = await server.owner.emit(addIdea.name, { boardId, title: Buffer.from("A bell") });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: "invalid_input", fields: { title: "wrong_type" } },
    });
  });
});

describe("an acknowledgement", () => {
  test("may stand alone, as if the input were left out [T8]", async () => {
    const socket = await server.owner.connect();
    expect(await socket.timeout(5000).emitWithAck(getMe.name)).toMatchObject({
      ok: false,
      error: { code: "invalid_input" },
    });
  });

  test("may be missing: the command is done all the same [T8]", async () => {
    const idea = await server.idea();
    const watcher = await server.user();
    await watcher.join(boardId);
    const socket = await server.owner.connect();
    socket.emit(castVote.name, { ideaId: idea.id });
    await vi.waitFor(() =>
      expect(watcher.records("idea").find(({ id }) => id === idea.id)).toMatchObject({ votes: 1 }),
    );
  });

  test("is found behind whatever else is sent [T8]", async () => {
    const reply = await server.owner.emit(getMe.name, {}, null, [1], { key: "k" }, "more");
    expect(reply).toMatchObject({ ok: true });
  });
});

describe("a key over the socket", () => {
  test.each([
    ["a number", 12],
    ["empty", ""],
    ["too long", "k".repeat(201)],
    ["with a space", "a key"],
    ["with a NUL", "a\u0000"],
    ["half a character", "\ud800"],
    ["an object", { $gt: "" }],
    ["null", null],
  ])("that is %s is refused, and not taken for none [T9]", async (_what, key) => {
    const before = await dump(server);
    expect(await server.owner.emit(addIdea.name, { boardId, title: "A bell" }, { key })).toEqual({
      ok: false,
      error: {
        code: "invalid_input",
        message: expect.any(String),
        fields: { key: "wrong_format" },
      },
    });
    expect(await dump(server)).toEqual(before);
  });

  test("that is right is kept [T9]", async () => {
    const key = newKey();
    const first = await server.owner.send(addIdea, { boardId, title: "Once" }, key);
    expect(await server.owner.send(addIdea, { boardId, title: "Once" }, key)).toEqual(first);
  });
});

describe("the socket server", () => {
  test("speaks WebSocket only [T10]", async () => {
    const { status } = await server.guest().http("GET", "/socket.io/?EIO=4&transport=polling");
    expect(status).toBe(400);
  });

  test("takes no connection from another site's page [T10]", async () => {
    const { io } = await import("socket.io-client");
    for (const extraHeaders of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ]) {
      const socket = io(server.url, {
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        extraHeaders,
      });
      const outcome = await new Promise((resolve) => {
        socket.once("connect", () => resolve("connected"));
        socket.once("connect_error", () => resolve("refused"));
      });
      socket.disconnect();
      expect({ extraHeaders, outcome }).toEqual({ extraHeaders, outcome: "refused" });
    }
  });
});
