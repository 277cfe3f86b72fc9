import { STATUS_CODES, type IncomingMessage, type Server as HttpServer } from "node:http";
import { Server, type Socket } from "socket.io";
import { isUser } from "../http/passport.ts";
import { isSameOrigin } from "../http/sameOrigin.ts";
import { rooms } from "./boardRooms.ts";
import { cut } from "./fanOut.ts";
import type { RecentRights } from "./recentRights.ts";

export const MESSAGE_MAX_BYTES = 256 * 1024;

interface SocketServerDeps {
  readonly http: HttpServer;
  readonly publicUrl: string | undefined;
  /** Seconds to come back in, if this handshake is one too many even to be told so on a socket. */
  readonly refuseUpgrade: () => number | undefined;
  readonly logFault: (fault: unknown) => void;
}

/** Answers a handshake that won't become a socket. */
export const refuseUpgrade = (
  { socket }: IncomingMessage,
  status: number,
  retryAfter?: number,
): void => {
  socket.on("error", () => undefined);
  const again = retryAfter === undefined ? "" : `Retry-After: ${Math.ceil(retryAfter)}\r\n`;
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${again}` +
      "Connection: close\r\nContent-Length: 0\r\n\r\n",
    () => socket.destroy(),
  );
};

/** WebSocket only, no connection-state recovery: that would skip asking for rights. */
export const socketServer = (deps: SocketServerDeps): Server => {
  const io = new Server(deps.http, {
    path: "/socket.io",
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    perMessageDeflate: false,
    // Shared documents come by the same server, and may take a moment to be let in.
    destroyUpgrade: false,
    allowRequest: (req, decide) => {
      const retryAfter = deps.refuseUpgrade();
      if (retryAfter !== undefined) {
        // Engine.IO would answer 400. Not deciding leaves the connection to us.
        refuseUpgrade(req, 503, retryAfter);
        return;
      }
      const isOurs = isSameOrigin(req, deps.publicUrl);
      decide(isOurs ? null : "cross_site", isOurs);
    },
  });
  io.engine.on("connection_error", ({ message }: { message: string }) => {
    if (message.startsWith("5")) {
      deps.logFault(new Error(message));
    }
  });
  return io;
};

const cameAt = new WeakMap<IncomingMessage, number>();

/** Notes of every handshake when it came, before anybody is asked who sent it. */
export const noteHandshakes = (http: HttpServer, clock: () => number): void => {
  http.prependListener("upgrade", (req: IncomingMessage) => cameAt.set(req, clock()));
};

export const loginIdOf = (socket: Socket): string | undefined => {
  const loginId: unknown = Reflect.get(socket.request, "sessionID");
  return typeof loginId === "string" ? loginId : undefined;
};

/**
 * Puts a new socket into the rooms by which its user and its login are reached. Who lost a right between
 * being identified and being reachable is cut, and comes back to be asked again.
 */
export const enterOwnRooms =
  (recent: RecentRights) =>
  async (socket: Socket): Promise<void> => {
    const user: unknown = Reflect.get(socket.request, "user");
    const login = loginIdOf(socket);
    if (!isUser(user) || login === undefined) {
      return;
    }
    await socket.join([rooms.user(user.id), rooms.login(login)]);
    if (recent.hasChanged({ user: user.id, login }, cameAt.get(socket.request) ?? 0)) {
      cut(socket);
      throw new Error("rights changed meanwhile");
    }
  };
