import type { Server as HttpServer } from "node:http";
import type { RequestHandler } from "express";
import { Server, type Socket } from "socket.io";
import { isUser } from "../http/passport.ts";
import { isSameOrigin } from "../http/sameOrigin.ts";
import { rooms } from "./boardRooms.ts";

const MESSAGE_MAX_BYTES = 256 * 1024;

interface SocketServerDeps {
  readonly http: HttpServer;
  readonly publicUrl: string | undefined;
  /** What makes out who is logged in, the same as for HTTP requests. */
  readonly identify: readonly RequestHandler[];
  readonly logFault: (fault: unknown) => void;
}

/** WebSocket only, no connection-state recovery: that would skip asking for rights. */
export const socketServer = (deps: SocketServerDeps): Server => {
  const io = new Server(deps.http, {
    path: "/socket.io",
    transports: ["websocket"],
    serveClient: false,
    maxHttpBufferSize: MESSAGE_MAX_BYTES,
    perMessageDeflate: false,
    allowRequest: (req, decide) => {
      const isOurs = isSameOrigin(req, deps.publicUrl);
      decide(isOurs ? null : "cross_site", isOurs);
    },
  });
  for (const middleware of deps.identify) {
    io.engine.use(middleware);
  }
  io.engine.on("connection_error", ({ message }: { message: string }) => {
    if (message.startsWith("5")) {
      deps.logFault(new Error(message));
    }
  });
  return io;
};

/** Puts a new socket into the rooms by which its user and its login are reached. */
export const enterOwnRooms = async (socket: Socket): Promise<void> => {
  const user: unknown = Reflect.get(socket.request, "user");
  const loginId: unknown = Reflect.get(socket.request, "sessionID");
  if (isUser(user) && typeof loginId === "string") {
    await socket.join([rooms.user(user.id), rooms.login(loginId)]);
  }
};
