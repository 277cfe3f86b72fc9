import type { IncomingMessage } from "node:http";
import type { Server, Socket } from "socket.io";
import type { ConnectRefusal } from "../../shared/protocol/connectRefusal.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { OpenConnections } from "../http/openConnections.ts";
import { isUser } from "../http/passport.ts";
import { comeBackAfter } from "./drainSockets.ts";
import { guardFirstBytes, guardFrames, widen } from "./frameGuard.ts";
import { refusedFrame } from "./frames.ts";
import { MESSAGE_MAX_BYTES } from "./socketServer.ts";
import type { TokenBucket } from "./tokenBucket.ts";
import type { Timers } from "../database/timers.ts";

const AWAY_S = 1;
const AWAY_SPREAD_S = 3;

/** What Socket.IO passes on to the client: its `message` and its `data`. */
class Refused extends Error {
  readonly data: ConnectRefusal;

  constructor(data: ConnectRefusal) {
    super(data.code);
    this.data = data;
  }
}

interface HandshakeDoorDeps {
  readonly io: Server;
  readonly timers: Timers;
  readonly random: () => number;
  readonly bucket: TokenBucket;
  readonly connections: OpenConnections;
  readonly isDraining: () => boolean;
  /** Makes out who it is; rejects when nobody can be asked. */
  readonly identify: (req: IncomingMessage) => Promise<void>;
  /** Puts it where it can be reached. */
  readonly enter: (socket: Socket) => Promise<void>;
  readonly logFault: (fault: unknown) => void;
}

/** Lets sockets in: those there is room for, once it is known who they are. */
export const handshakeDoor = (deps: HandshakeDoorDeps): void => {
  const { io, bucket, connections, identify, enter, isDraining, random } = deps;
  guardFrames(io, deps.timers);
  const firstBytes = guardFirstBytes(io);

  const away = (): Refused =>
    new Refused({ code: "unavailable", retryAfter: AWAY_S + random() * AWAY_SPREAD_S });

  const letIn = async (socket: Socket): Promise<void> => {
    if (isDraining()) {
      throw new Refused({ code: "unavailable", retryAfter: comeBackAfter(random) });
    }
    // Before anything is looked up: that is what costs.
    const retryAfter = bucket.take();
    if (retryAfter !== undefined) {
      throw new Refused({ code: "rate_limited", retryAfter });
    }
    try {
      await identify(socket.request);
      await enter(socket);
    } catch (fault) {
      // Whoever was cut meanwhile hears nothing any more, and it is no fault of ours.
      if (!isDatabaseAway(fault) && !socket.request.socket.destroyed) {
        deps.logFault(fault);
      }
      throw away();
    }
    if (isUser(Reflect.get(socket.request, "user"))) {
      widen(socket.conn, MESSAGE_MAX_BYTES);
    }
    firstBytes.letIn(socket.conn);
    connections.proved(socket.request);
  };

  io.engine.on("connection", ({ request }: Socket["conn"]) => {
    connections.upgraded(request, () => refusedFrame(away().data));
  });
  io.use((socket, next) => {
    connections.asked(socket.request);
    letIn(socket).then(
      () => next(),
      (reason) => {
        next(reason);
        connections.refused(socket.request);
      },
    );
  });
};
