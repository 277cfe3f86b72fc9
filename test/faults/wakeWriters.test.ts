import { once } from "node:events";
import { connect, createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { wakeWriters } from "../../server/database/wakeWriters.ts";

let server: Server;
let port = 0;
beforeAll(async () => {
  wakeWriters();
  server = createServer((socket) => {
    // It never reads, so that its clients' buffers stay full.
    socket.pause();
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" ? (address?.port ?? 0) : 0;
});
afterAll(() => {
  server.close();
});

test("whoever waits for a socket to drain is woken when it ends [F2]", async () => {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  let isTaken = true;
  while (isTaken) {
    isTaken = socket.write(Buffer.alloc(4_000_000));
  }
  const drained = once(socket, "drain");
  socket.destroy();
  await drained;
});

test("whoever writes to a socket that has ended does not wait for it to drain [F2]", async () => {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  await once(socket, "connect");
  socket.destroy();
  await once(socket, "close");
  expect(socket.write("late")).toBe(false);
  await once(socket, "drain");
});
