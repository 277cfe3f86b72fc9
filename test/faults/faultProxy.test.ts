import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { faultProxy, type FaultProxy } from "../support/faultProxy.ts";

let folder: string;
let echo: Server;
let proxy: FaultProxy;
const peers = new Set<Socket>();

const echoOn = (place: { port: number } | { path: string }) =>
  new Promise<Server>((resolve) => {
    const server = createServer((socket) => {
      peers.add(socket);
      socket.on("error", () => undefined);
      socket.pipe(socket);
    });
    server.listen("path" in place ? place.path : place.port, () => resolve(server));
  });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "test-proxy-"));
  echo = await echoOn({ port: 0 });
  const address = echo.address();
  proxy = await faultProxy({ port: typeof address === "object" ? (address?.port ?? 0) : 0 });
});
afterEach(async () => {
  proxy.stop();
  peers.forEach((peer) => peer.destroy());
  peers.clear();
  echo.close();
  await rm(folder, { recursive: true });
});

/** A client of the echo that keeps all it hears. */
const client = (place: { port: number } | { path: string } = { port: proxy.port }) => {
  const socket = connect("path" in place ? { path: place.path } : { port: place.port });
  const state = { heard: "", ended: "" };
  socket.on("data", (data) => {
    state.heard += data.toString();
  });
  socket.on("error", (reason) => {
    state.ended ||= "code" in reason ? String(reason.code) : reason.message;
  });
  socket.on("close", () => {
    state.ended ||= "closed";
  });
  const hears = (text: string) => vi.waitFor(() => expect(state.heard).toBe(text));
  const ends = () => vi.waitFor(() => expect(state.ended).not.toBe(""));
  return { socket, state, hears, ends };
};

describe("the fault proxy", () => {
  test("passes bytes and ends on", async () => {
    const { socket, hears, ends } = client();
    socket.write("one");
    await hears("one");
    socket.end();
    await ends();
    expect(proxy.open).toBe(0);
  });

  test("works in front of a unix socket and on one", async () => {
    const path = join(folder, "echo");
    const other = await echoOn({ path });
    const through = await faultProxy({ path }, { path: join(folder, "proxy") });
    const { socket, hears, ends } = client({ path: join(folder, "proxy") });
    socket.write("one");
    await hears("one");
    through.reset();
    await ends();
    through.stop();
    other.close();
  });

  test("delays each piece without piling the delays up", async () => {
    const { socket, hears } = client();
    socket.write("0");
    await hears("0");
    proxy.slow({ delayMs: 250 });
    const startedAt = performance.now();
    for (const digit of "12345") {
      socket.write(digit);
    }
    await hears("012345");
    const took = performance.now() - startedAt;
    expect(took).toBeGreaterThanOrEqual(498);
    expect(took).toBeLessThan(5 * 498);
  });

  test("holds to a bandwidth", async () => {
    proxy.slow({ bytesPerSecond: 100_000 });
    const { socket, state } = client();
    const startedAt = performance.now();
    socket.write("x".repeat(20_000));
    await vi.waitFor(() => expect(state.heard.length).toBe(20_000), { timeout: 5000 });
    expect(performance.now() - startedAt).toBeGreaterThan(300);
  });

  test("holds everything back while stalled and loses nothing of it", async () => {
    const { socket, state, hears } = client();
    socket.write("one");
    await hears("one");
    proxy.stall();
    socket.write("two");
    const other = client();
    other.socket.write("new");
    await vi.waitFor(() => expect(proxy.accepted).toBe(2));
    expect([state.heard, other.state.heard]).toEqual(["one", ""]);
    await proxy.heal();
    await hears("onetwo");
    await other.hears("new");
  });

  test("swallows everything while half-open, and those connections stay dead", async () => {
    const { socket, state, hears } = client();
    socket.write("one");
    await hears("one");
    proxy.halfOpen();
    socket.write("lost");
    const during = client();
    during.socket.write("lost");
    await vi.waitFor(() => expect(proxy.accepted).toBe(2));
    peers.forEach((peer) => peer.end());
    await proxy.heal();
    const after = client();
    after.socket.write("new");
    await after.hears("new");
    expect([state, during.state]).toEqual([
      { heard: "one", ended: "" },
      { heard: "", ended: "" },
    ]);
    for (const one of [socket, during.socket, after.socket]) {
      one.destroy();
    }
  });

  test("resets what is open", async () => {
    const { socket, state, hears, ends } = client();
    socket.write("one");
    await hears("one");
    proxy.reset();
    await ends();
    expect(state.ended).toBe("ECONNRESET");
  });

  test("cuts after so many bytes", async () => {
    const { socket, state, hears, ends } = client();
    socket.write("12345");
    await hears("12345");
    proxy.cutAfter(3);
    socket.write("67890");
    await ends();
    expect(state.heard).toBe("12345678");
  });

  test("refuses connections until it heals, then on the same port", async () => {
    const { port } = proxy;
    proxy.refuse();
    const { state, ends } = client({ port });
    await ends();
    expect(state.ended).toBe("ECONNREFUSED");
    await proxy.heal();
    expect(proxy.port).toBe(port);
    const again = client();
    again.socket.write("back");
    await again.hears("back");
    again.socket.end();
  });
});
