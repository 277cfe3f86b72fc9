// One of the peers, on a free port: node server.mjs y-websocket [FILE] | hocuspocus | relay
// With FILE y-websocket stores documents: each has what that holds, in memory, and is let go when nobody has it open.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const listening = (port) => process.stdout.write(`Listening on http://localhost:${port}\n`);

const listen = (onConnection) => {
  const { WebSocketServer } = require("ws");
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
  sockets.on("connection", onConnection);
  http.listen(0, "127.0.0.1", () => listening(http.address().port));
};

const start = {
  "y-websocket": () => {
    const { setPersistence, setupWSConnection } = require("y-websocket/bin/utils");
    const file = process.argv[3];
    if (file) {
      const { applyUpdate } = require("yjs");
      const state = readFileSync(file);
      const bindState = async (_name, doc) => applyUpdate(doc, state);
      setPersistence({ provider: undefined, bindState, writeState: async () => undefined });
    }
    listen((socket, request) => setupWSConnection(socket, request));
  },

  hocuspocus: async () => {
    const { Server } = await import("@hocuspocus/server");
    const server = new Server({ port: 0, address: "127.0.0.1", quiet: true });
    await server.listen();
    listening(server.address.port);
  },

  /** Sends on what comes, unread: the frames of one turn of the event loop in one write for each socket. */
  relay: () => {
    const open = new Set();
    let waiting = [];
    const frame = (data) => {
      const header = Buffer.alloc(data.length < 126 ? 2 : 4);
      header[0] = 0x82;
      header[1] = Math.min(data.length, 126);
      if (data.length >= 126) {
        header.writeUInt16BE(data.length, 2);
      }
      return Buffer.concat([header, data]);
    };
    const send = () => {
      const all = Buffer.concat(waiting);
      waiting = [];
      for (const socket of open) {
        socket.write(all);
      }
    };
    listen((peer, request) => {
      open.add(request.socket);
      peer.on("error", () => undefined);
      peer.on("close", () => open.delete(request.socket));
      peer.on("message", (data) => {
        if (waiting.push(frame(data)) === 1) {
          setImmediate(send);
        }
      });
    });
  },
};

await start[process.argv[2]]();
