import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Timers } from "../database/timers.ts";

/** For a connection to become a request or a socket that somebody uses. */
const PROVE_MS = 5000;

/** Of one request after another on a connection that has proved itself, and of a whole slow request. */
export const HTTP_TIMEOUTS = {
  headersTimeout: PROVE_MS,
  requestTimeout: 20_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
} as const;

export interface OpenConnections {
  /** This connection has become what it came for. */
  proved(req: IncomingMessage): void;
}

/** Ends a connection that has not come to anything in five seconds, whatever it does meanwhile. */
export const openConnections = (http: Server, timers: Timers): OpenConnections => {
  const pending = new WeakMap<Duplex, () => void>();
  const settle = (socket: Duplex): void => {
    pending.get(socket)?.();
    pending.delete(socket);
  };
  const expect = (socket: Duplex): void => {
    if (!pending.has(socket)) {
      pending.set(
        socket,
        timers.after(PROVE_MS, () => socket.destroy()),
      );
    }
  };
  http.on("connection", (socket: Socket) => {
    expect(socket);
    socket.once("close", () => settle(socket));
  });
  http.prependListener("request", (req) => settle(req.socket));
  // A proxy may have used the connection before.
  http.prependListener("upgrade", (_req, socket) => expect(socket));
  return { proved: (req) => settle(req.socket) };
};
