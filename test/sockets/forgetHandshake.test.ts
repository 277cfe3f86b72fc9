import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server, type Socket } from "socket.io";
import { io as connect } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { forgetHandshake } from "../../server/sockets/forgetHandshake.ts";

const BROUGHT = "what-a-browser-sends";

test("a socket lets go of what its handshake brought, and goes on [F15]", async () => {
  const http = createServer();
  const server = new Server(http, { transports: ["websocket"] });
  onTestFinished(() => server.close());
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address() as AddressInfo;
  const connected = new Promise<Socket>((resolve) => server.on("connection", resolve));
  const client = connect(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    extraHeaders: { cookie: BROUGHT },
    query: { brought: BROUGHT },
  });
  onTestFinished(() => void client.close());
  const socket = await connected;
  const held = () => {
    const { rawHeaders, headers, url } = socket.request;
    const query: unknown = Reflect.get(socket.request, "_query");
    return JSON.stringify([rawHeaders, headers, url, query, socket.handshake]);
  };
  expect(held()).toContain(BROUGHT);

  forgetHandshake(socket);

  expect(held()).not.toContain(BROUGHT);
  socket.on("say", (answer: (said: string) => void) => answer("said"));
  expect(await client.emitWithAck("say")).toBe("said");
});
