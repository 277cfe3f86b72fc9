import { chmodSync, rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { dispatch, refusal } from "./dispatch.ts";
import type { Engine } from "./engine.ts";
import { makeSocketFolder, removeSocketFolder } from "./socketFolder.ts";
import { serveConnection } from "./wire/connection.ts";

export type Door = { socketPath: string } | { port: number };

export interface Listening {
  /** As it stands in a `mongodb://` URI, between the slashes. */
  address: string;
  /** Takes no more messages; those begun are finished. */
  close: () => Promise<void>;
}

const LOOPBACK = "127.0.0.1";

/** Lets clients in, by a socket file for this user alone or by loopback TCP. */
export async function listen(
  engine: Engine,
  door: Door,
  onFault: (fault: unknown) => void,
): Promise<Listening> {
  const open = new Map<Socket, Promise<void>>();
  const busy = new Set<Socket>();
  let isClosing = false;
  let lastId = 0;
  let address = "";
  const server = createServer({ noDelay: true }, (socket) => {
    lastId += 1;
    // Reading reports what goes wrong; without a listener it would end the process.
    socket.on("error", () => undefined);
    const served = serveConnection(
      socket,
      { id: lastId, address },
      {
        answer: async (message, peer) => {
          busy.add(socket);
          const reply = await dispatch(engine, message, peer, onFault);
          busy.delete(socket);
          return reply;
        },
        isClosing: () => isClosing,
        refuse: (fault) => refusal(engine, fault, onFault),
      },
    )
      .catch(onFault)
      .finally(() => open.delete(socket));
    open.set(socket, served);
  });
  address = await opened(server, door);
  return {
    address,
    async close() {
      isClosing = true;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open.keys()) {
        if (!busy.has(socket)) {
          socket.destroy();
        }
      }
      await Promise.all([...open.values(), closed]);
      if ("socketPath" in door) {
        removeSocketFolder(door.socketPath);
      }
    },
  };
}

async function opened(server: Server, door: Door): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    if ("socketPath" in door) {
      makeSocketFolder(door.socketPath);
      rmSync(door.socketPath, { force: true });
      // Nobody else may connect in the moment before the mode is set.
      const before = process.umask(0o177);
      server.listen(door.socketPath, resolve);
      process.umask(before);
    } else {
      server.listen(door.port, LOOPBACK, resolve);
    }
  });
  if ("socketPath" in door) {
    chmodSync(door.socketPath, 0o600);
    return encodeURIComponent(door.socketPath);
  }
  const bound = server.address();
  return `${LOOPBACK}:${bound !== null && typeof bound === "object" ? bound.port : door.port}`;
}
