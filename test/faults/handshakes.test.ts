import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { WebSocket } from "ws";
import { ConnectRefusal } from "../../shared/protocol/connectRefusal.ts";
import { getMe } from "../../shared/accounts/getMe.ts";
import { ManualTimers } from "../support/manualTimers.ts";
import { proxiedDatabase, type ProxiedDatabase } from "../support/proxiedDatabase.ts";
import { CONTINUATION, frame, PING, RawSocket, TEXT } from "../support/rawSocket.ts";
import { startServer, type TestServer } from "../support/startServer.ts";

const raws: RawSocket[] = [];
const raw = (url: string) => {
  const socket = new RawSocket(url);
  raws.push(socket);
  return socket;
};
afterEach(() => {
  raws.splice(0).forEach((socket) => socket.end());
});

const isOpen = (socket: RawSocket) => !socket.socket.destroyed;

/** Connects once, as our client does, and tells how it went. */
const knock = async (url: string, cookie?: string) => {
  const socket: Socket = io(url, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    ...(cookie !== undefined && { extraHeaders: { cookie } }),
  });
  try {
    return await new Promise<ConnectRefusal | "in" | "no socket">((resolve) => {
      socket.once("connect", () => resolve("in"));
      socket.once("connect_error", (reason) => {
        const data = ConnectRefusal.safeParse(Reflect.get(reason, "data"));
        resolve(data.success ? data.data : "no socket");
      });
    });
  } finally {
    socket.disconnect();
  }
};

describe("a connection that does not log in", () => {
  const timers = new ManualTimers();
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ timers });
  });
  afterAll(() => server.stop());

  test("ends after five seconds, however far it has come [F8]", async () => {
    const silent = raw(server.url);
    const slow = raw(server.url);
    await Promise.all([silent.connected, slow.connected]);
    slow.socket.write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    const upgraded = raw(server.url).upgrade();
    await upgraded.hears(/0\{"sid"/);
    const guest = await raw(server.url).join();
    const asked = raw(server.url);
    asked.socket.write("GET /livez HTTP/1.1\r\nHost: x\r\n\r\n");
    await asked.hears(/200 OK/);

    await timers.advance(4900);
    slow.socket.write("still going");
    expect([silent, slow, upgraded, guest, asked].map(isOpen)).toEqual(Array(5).fill(true));
    await timers.advance(200);
    await Promise.all([silent.closed, slow.closed, upgraded.closed]);

    // Guests read for as long as they like.
    await timers.advance(60_000);
    guest.send(TEXT, '420["installation.get",{}]');
    await guest.hears(/430\[/);
  });

  test("is told when to come back, if it is a socket by then [F12]", async () => {
    const late = raw(server.url).upgrade();
    await late.hears(/0\{"sid"/);
    await timers.advance(5000);
    await late.hears(/44\{"message":"unavailable","data":\{.*"retryAfter":[\d.]+/);
    await late.closed;
  });

  test("is not cut for what the server itself was too busy to read [F8]", async () => {
    const late = raw(server.url).upgrade();
    await late.hears(/0\{"sid"/);
    await timers.advance(4999);
    const passing = timers.advance(1);
    // Sent in the same turn of the event loop in which the five seconds are over.
    setImmediate(() => late.send(TEXT, "40"));
    await passing;
    await late.hears(/40\{"sid"/);
    expect(isOpen(late)).toBe(true);
  });

  test("is cut when it sends more than it takes to be let in [F8] [F10]", async () => {
    const big = raw(server.url).upgrade();
    await big.hears(/0\{"sid"/);
    big.send(TEXT, "x".repeat(15_000), { isLast: false });
    big.send(CONTINUATION, "x".repeat(2000), { isLast: false });
    await big.closed;

    const many = raw(server.url).upgrade();
    await many.hears(/0\{"sid"/);
    for (let packet = 0; packet < 5; packet += 1) {
      many.send(TEXT, "3");
    }
    await many.closed;
  });

  test("is not read any further once it is cut for a flood [F16]", async () => {
    const pongs = vi.spyOn(WebSocket.prototype, "pong");
    const flooding = await raw(server.url).join();
    flooding.socket.write(Buffer.concat(Array.from({ length: 1000 }, () => frame(PING))));
    await flooding.closed;
    // Ten are allowed, and the one that is too many had been answered before it was counted.
    expect(pongs).toHaveBeenCalledTimes(11);
    pongs.mockRestore();
  });

  test("is cut when it floods, as a guest too [F10]", async () => {
    const pinging = await raw(server.url).join();
    for (let ping = 0; ping < 11; ping += 1) {
      pinging.send(PING);
    }
    await pinging.closed;

    const splitting = await raw(server.url).join();
    splitting.send(TEXT, "4", { isLast: false });
    for (let fragment = 0; fragment < 65; fragment += 1) {
      splitting.send(CONTINUATION, "2", { isLast: false });
    }
    await splitting.closed;

    const chattering = await raw(server.url).join();
    for (let packet = 0; packet < 4001; packet += 1) {
      chattering.send(TEXT, "3");
    }
    await chattering.closed;
  });

  test("may send small messages only, who is logged in larger ones [F8]", async () => {
    const input = JSON.stringify({ slug: "x".repeat(20_000) });
    const guest = await raw(server.url).join();
    guest.send(TEXT, `420["community.get",${input}]`);
    await guest.closed;

    const member = await server.member();
    const known = await raw(server.url).join(member.cookie);
    known.send(TEXT, `420["community.get",${input}]`);
    expect(await known.hears(/430\[\{"ok":false/)).toBeTruthy();
  });
});

describe("more handshakes than the server can do", () => {
  test("are refused with another delay each, before anybody is looked up [F9]", async () => {
    const timers = new ManualTimers();
    const server = await startServer({ timers, handshakes: { perSecond: 2, burst: 2 } });
    const member = await server.member();
    expect([await knock(server.url), await knock(server.url, member.cookie)]).toEqual(["in", "in"]);
    const find = vi.spyOn(server.app.store.userRepo, "find");
    expect([await knock(server.url, member.cookie), await knock(server.url)]).toEqual([
      { code: "rate_limited", retryAfter: 1 },
      { code: "rate_limited", retryAfter: 1.5 },
    ]);
    expect(find).not.toHaveBeenCalled();
    await timers.advance(1000);
    expect(await knock(server.url)).toBe("in");
    await server.stop();
  });

  test("beyond a harder limit are not even upgraded [F9]", async () => {
    const timers = new ManualTimers();
    const server = await startServer({ timers, upgrades: { perSecond: 1, burst: 1 } });
    expect(await knock(server.url)).toBe("in");
    expect(await knock(server.url)).toBe("no socket");
    const refused = raw(server.url).upgrade();
    await refused.hears(/^HTTP\/1\.1 503 Service Unavailable\r\nRetry-After: [1-9]/);
    await refused.closed;
    await server.stop();
  });
});

describe("a handshake while the database is away", () => {
  let database: ProxiedDatabase;
  let server: TestServer;
  beforeAll(async () => {
    database = await proxiedDatabase(inject("mongodbUri"));
    server = await startServer({ mongodbUri: database.uri });
  });
  afterAll(async () => {
    await server.stop();
    database.proxy.stop();
  });

  test("is told to come back, and nobody becomes a guest [F6]", async () => {
    const member = await server.member();
    database.proxy.stall();
    const answers = [
      await knock(server.url, member.cookie),
      await knock(server.url, member.cookie),
    ];
    for (const answer of answers) {
      expect(answer).toEqual({ code: "unavailable", retryAfter: expect.any(Number) });
    }
    await database.proxy.heal();
    await vi.waitFor(async () => expect(await knock(server.url, member.cookie)).toBe("in"), {
      timeout: 5000,
    });
    expect(await member.send(getMe, {})).toEqual({ ok: true, value: member.account });
  });
});
