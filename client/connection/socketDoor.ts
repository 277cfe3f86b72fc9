import type { Socket } from "socket.io-client";
import type { InputOf, Operation, ValueOf } from "../../shared/protocol/operation.ts";
import { type ClientReply, offline } from "./clientReply.ts";
import { readReply } from "./readReply.ts";
import { reconnectDelay } from "./reconnectPolicy.ts";

const ANSWER_WITHIN = 8000;
const ALIVE_WITHIN = 900;
/** A connection that held this long was a good one: the next wait starts small again. */
const GOOD_AFTER = 5000;

export interface SocketListeners {
  connected(): void;
  disconnected(): void;
  event(name: string, payload: unknown): void;
}

const openSocket = async (): Promise<Socket> => {
  const { io } = await import("socket.io-client");
  return io({ transports: ["websocket"], reconnection: false, autoConnect: false });
};

/** One socket for the whole page, which comes back by itself. Its waits are ours, because a server that ends a socket on purpose expects it back too. */
export const socketDoor = (listeners: SocketListeners) => {
  let socket: Socket | undefined;
  let attempt = 0;
  let connectedAt = 0;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const connectNow = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (socket && !socket.connected) {
      socket.connect();
    }
  };

  const connectLater = () => {
    clearTimeout(waiting);
    waiting = setTimeout(connectNow, reconnectDelay(attempt, Math.random));
    attempt += 1;
  };

  const ask = async (name: string, args: unknown[], within: number): Promise<unknown> => {
    if (!socket?.connected) {
      return undefined;
    }
    try {
      return await socket.timeout(within).emitWithAck(name, ...args);
    } catch {
      // No answer in time, or the connection went meanwhile.
      return undefined;
    }
  };

  return {
    async start() {
      socket = await openSocket();
      socket.on("connect", () => {
        connectedAt = Date.now();
        listeners.connected();
      });
      socket.on("disconnect", (reason) => {
        listeners.disconnected();
        if (reason !== "io client disconnect") {
          attempt = Date.now() - connectedAt > GOOD_AFTER ? 0 : attempt;
          connectLater();
        }
      });
      socket.on("connect_error", () => {
        listeners.disconnected();
        connectLater();
      });
      socket.onAny((name: string, payload: unknown) => listeners.event(name, payload));
      socket.connect();
    },
    isConnected: () => socket?.connected ?? false,
    connectNow,
    /** Ends the socket and opens it anew, as whoever is logged in now. */
    renew() {
      socket?.disconnect();
      attempt = 0;
      connectNow();
    },
    /** A machine that slept may hold a socket that is long dead and does not know it. */
    async isAlive(): Promise<boolean> {
      return (await ask("installation.get", [{}], ALIVE_WITHIN)) !== undefined;
    },
    /** `undefined` when no answer came. */
    emit: (name: string, input: unknown): Promise<unknown> => ask(name, [input], ANSWER_WITHIN),
    async send<O extends Operation>(
      operation: O,
      input: InputOf<O>,
      key?: string,
    ): Promise<ClientReply<ValueOf<O>>> {
      const args = key === undefined ? [input] : [input, { key }];
      const raw = await ask(operation.name, args, ANSWER_WITHIN);
      return raw === undefined ? offline : readReply(operation, raw);
    },
  };
};
