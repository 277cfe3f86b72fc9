import type { Socket } from "socket.io-client";
import { ConnectRefusal, ServerLeaving } from "../../shared/protocol/connectRefusal.ts";
import type { InputOf, Operation, ValueOf } from "../../shared/protocol/operation.ts";
import { type ClientReply, offline } from "./clientReply.ts";
import { readReply } from "./readReply.ts";
import { reconnectDelay, refusedDelay } from "./reconnectPolicy.ts";

const ANSWER_WITHIN = 8000;
const ALIVE_WITHIN = 900;
/** A connection that held this long was a good one: the next wait starts small again. */
const GOOD_AFTER = 5000;

export interface SocketListeners {
  connected(): void;
  /** `isExpected`: the server has said that it goes and when to come back. */
  disconnected(how: { isExpected: boolean }): void;
  event(name: string, payload: unknown): void;
}

const openSocket = async (): Promise<Socket> => {
  const { io } = await import("socket.io-client");
  return io({ transports: ["websocket"], reconnection: false, autoConnect: false });
};

/** One socket for the whole page, which comes back by itself. Its waits are ours, because a server that ends a socket on purpose expects it back too. */
export const socketDoor = (listeners: SocketListeners, open = openSocket) => {
  let socket: Socket | undefined;
  let attempt = 0;
  let connectedAt = 0;
  /** Seconds until the server, which is about to go, wants this socket back. */
  let leaving: number | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const connectNow = () => {
    clearTimeout(waiting);
    waiting = undefined;
    if (socket && !socket.connected) {
      socket.connect();
    }
  };

  const connectAfter = (delay: number) => {
    clearTimeout(waiting);
    waiting = setTimeout(connectNow, delay);
  };

  const connectLater = () => {
    connectAfter(reconnectDelay(attempt, Math.random));
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
      socket = await open();
      socket.on("connect", () => {
        connectedAt = Date.now();
        listeners.connected();
      });
      socket.on("disconnect", (reason) => {
        const told = leaving;
        leaving = undefined;
        listeners.disconnected({ isExpected: told !== undefined });
        if (told !== undefined) {
          // The server has spread these delays already, another for each socket.
          connectAfter(told * 1000);
        } else if (reason !== "io client disconnect") {
          attempt = Date.now() - connectedAt > GOOD_AFTER ? 0 : attempt;
          connectLater();
        }
      });
      socket.on("connect_error", (error: Error & { data?: unknown }) => {
        listeners.disconnected({ isExpected: false });
        const { data: refusal } = ConnectRefusal.safeParse(error.data);
        if (refusal) {
          connectAfter(refusedDelay(refusal.retryAfter, Math.random));
        } else {
          connectLater();
        }
      });
      socket.onAny((name: string, payload: unknown) => {
        if (name === "server.leaving") {
          leaving = ServerLeaving.safeParse(payload).data?.retryAfter;
        }
        listeners.event(name, payload);
      });
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
