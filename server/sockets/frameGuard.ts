import { EventEmitter } from "node:events";
import type { Server, Socket } from "socket.io";
import type { Timers } from "../database/timers.ts";
import { TokenBucket } from "./tokenBucket.ts";

type Connection = Socket["conn"];

/** Browsers send none at all. */
const CONTROL_FRAMES = { perSecond: 1, burst: 10 } as const;
const PACKETS = { perSecond: 2000, burst: 4000 } as const;
/** Before it has been let in: the packet that asks for it, and a few lost ones. */
const FIRST_PACKETS = 4;
const FIRST_BYTES = 16 * 1024;
/** What a guest's message may hold; guests read, and send little more than ids. */
const GUEST_MESSAGE_BYTES = 16 * 1024;
const FRAGMENTS = 64;
const CHUNKS = 1024;

/** What ws keeps its limits in, which it takes only for all connections together, and where it stands. */
const setInReceiver = (webSocket: unknown, name: string, value: number | boolean): void => {
  const receiver: unknown =
    typeof webSocket === "object" && webSocket !== null
      ? Reflect.get(webSocket, "_receiver")
      : undefined;
  if (typeof receiver !== "object" || receiver === null || !Reflect.has(receiver, name)) {
    throw new Error(`ws has no ${name} any more`);
  }
  Reflect.set(receiver, name, value);
};

const webSocketOf = (connection: Connection): unknown =>
  Reflect.get(connection.transport, "socket");

/** From here on, a longer message ends this WebSocket. */
export const limitMessages = (webSocket: unknown, bytes: number): void =>
  setInReceiver(webSocket, "_maxPayload", bytes);

/** Lets a socket whose user is known send messages of every size that there is. */
export const widen = (connection: Connection, bytes: number): void =>
  limitMessages(webSocketOf(connection), bytes);

/** Ends a connection at once: of what has come of it already, which may be much, nothing more is read or answered. */
const cut = (connection: Connection): void => {
  setInReceiver(webSocketOf(connection), "_loop", false);
  connection.request.socket.destroy();
};

/**
 * Keeps what one connection can make the server hold or do within bounds: small and few until it is let
 * in, then no more than any client of ours ever sends. Whatever goes beyond is cut without a word.
 */
export const guardFrames = (io: Server, timers: Timers): void => {
  io.engine.on("connection", (connection: Connection) => {
    const webSocket = webSocketOf(connection);
    limitMessages(webSocket, GUEST_MESSAGE_BYTES);
    setInReceiver(webSocket, "_maxFragments", FRAGMENTS);
    setInReceiver(webSocket, "_maxBufferedChunks", CHUNKS);

    const controls = new TokenBucket(CONTROL_FRAMES, timers);
    const packets = new TokenBucket(PACKETS, timers);
    const count = (bucket: TokenBucket) => (): void => {
      if (bucket.take() !== undefined) {
        cut(connection);
      }
    };
    if (webSocket instanceof EventEmitter) {
      webSocket.on("ping", count(controls));
      webSocket.on("pong", count(controls));
    }
    connection.on("packet", count(packets));
  });
};

/** Until `letIn`: nobody needs more to be let in. */
export const guardFirstBytes = (io: Server): { letIn(connection: Connection): void } => {
  const guards = new WeakMap<Connection, () => void>();
  io.engine.on("connection", (connection: Connection) => {
    const tcp = connection.request.socket;
    const before = tcp.bytesRead;
    let packets = 0;
    const onData = (): void => {
      if (tcp.bytesRead - before > FIRST_BYTES) {
        cut(connection);
      }
    };
    const onPacket = (): void => {
      packets += 1;
      if (packets > FIRST_PACKETS) {
        cut(connection);
      }
    };
    tcp.on("data", onData);
    connection.on("packet", onPacket);
    guards.set(connection, () => {
      tcp.off("data", onData);
      connection.off("packet", onPacket);
    });
  });
  return {
    letIn: (connection) => {
      guards.get(connection)?.();
      guards.delete(connection);
    },
  };
};
