import { connect, type Socket } from "node:net";
import { expect, test, vi } from "vitest";
import { spawnServer } from "../support/spawnServer.ts";

const AT_ONCE = 1500;

test("who connects while a server is busy waits for it, many at once [F14]", async () => {
  const server = await spawnServer();
  const sockets: Socket[] = [];
  try {
    const port = Number(new URL(server.url).port);
    process.kill(server.pid ?? Number.NaN, "SIGSTOP");
    let connected = 0;
    for (let count = 0; count < AT_ONCE; count += 1) {
      const socket = connect(port, "127.0.0.1", () => {
        connected += 1;
      });
      sockets.push(socket.on("error", () => undefined));
    }
    await vi.waitFor(() => expect(connected).toBe(AT_ONCE), 20_000);
  } finally {
    sockets.forEach((socket) => socket.destroy());
    await server.remove();
  }
}, 60_000);
