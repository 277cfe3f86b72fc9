import type { IncomingMessage, Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { Timers } from "../database/timers.ts";

/** For a connection to become a request or a socket that somebody uses. */
const PROVE_MS = 5000;

/**
 * How many connections may wait to be taken in; the system sets a limit of its own, mostly the same. Node's 511 are
 * few when all come back at once.
 */
export const BACKLOG = 4096;

/** Of one request after another on a connection that has proved itself, and of a whole slow request. */
export const HTTP_TIMEOUTS = {
  headersTimeout: PROVE_MS,
  requestTimeout: 20_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
} as const;

export interface OpenConnections {
  /** This connection has asked for what it came for: how long the answer takes is not its affair. */
  asked(req: IncomingMessage): void;
  /** It was not given that: it may ask again in the time it has left. */
  refused(req: IncomingMessage): void;
  /** It is a socket by now: what it is told where it ends without having asked for anything. */
  upgraded(req: IncomingMessage, farewell: () => Buffer): void;
  /** It has become what it came for. */
  proved(req: IncomingMessage): void;
}

interface Expected {
  readonly callOff: () => void;
  farewell?: () => Buffer;
  isAsking: boolean;
  isOver: boolean;
}

/** Ends a connection that has not come to anything in five seconds, whatever it does meanwhile. */
export const openConnections = (http: Server, timers: Timers): OpenConnections => {
  const pending = new WeakMap<Duplex, Expected>();
  const settle = (socket: Duplex): void => {
    pending.get(socket)?.callOff();
    pending.delete(socket);
  };
  const endSoon = (socket: Duplex): void => {
    // What came while this process was held up has not been read yet: that comes first.
    setImmediate(() => {
      const expected = pending.get(socket);
      if (expected?.isAsking === true) {
        expected.isOver = true;
      } else if (expected) {
        if (expected.farewell) {
          socket.write(expected.farewell());
        }
        socket.destroy();
      }
    });
  };
  const expect = (socket: Duplex): void => {
    if (!pending.has(socket)) {
      const callOff = timers.after(PROVE_MS, () => endSoon(socket));
      pending.set(socket, { callOff, isAsking: false, isOver: false });
    }
  };
  const asking = (socket: Duplex, isAsking: boolean): void => {
    const expected = pending.get(socket);
    if (expected) {
      expected.isAsking = isAsking;
      if (!isAsking && expected.isOver) {
        endSoon(socket);
      }
    }
  };
  http.on("connection", (socket: Socket) => {
    expect(socket);
    socket.once("close", () => settle(socket));
  });
  http.prependListener("request", (req) => settle(req.socket));
  // A proxy may have used the connection before.
  http.prependListener("upgrade", (_req, socket) => expect(socket));
  return {
    asked: (req) => asking(req.socket, true),
    refused: (req) => asking(req.socket, false),
    upgraded: (req, farewell) => {
      const expected = pending.get(req.socket);
      if (expected) {
        expected.farewell = farewell;
      }
    },
    proved: (req) => settle(req.socket),
  };
};
