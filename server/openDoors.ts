import type { Server as HttpServer } from "node:http";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Server as SocketServer } from "socket.io";
import { operations } from "../shared/operations.ts";
import { fileOperations } from "../shared/wiki/archive.ts";
import type { UserRepo } from "./accounts/userRepo.ts";
import type { HotBoards } from "./boards/hotBoards.ts";
import type { Breaker } from "./database/breaker.ts";
import type { Timers } from "./database/timers.ts";
import type { Execute } from "./dispatch/execute.ts";
import type { Handler } from "./dispatch/handler.ts";
import { addressReader } from "./http/address.ts";
import { clientFiles } from "./http/clientFiles.ts";
import { commandRouter } from "./http/commandRouter.ts";
import { docsRouter } from "./http/docsRouter.ts";
import { fastPages } from "./http/fastPages.ts";
import { httpApp } from "./http/httpApp.ts";
import { openApi } from "./http/openApi.ts";
import type { OpenConnections } from "./http/openConnections.ts";
import type { openLogins } from "./http/openLogins.ts";
import { healthRouter } from "./operations/health.ts";
import type { BoardRooms } from "./sockets/boardRooms.ts";
import { commandSocket } from "./sockets/commandSocket.ts";
import { handshakeDoor } from "./sockets/handshakeDoor.ts";
import type { HintRooms } from "./sockets/hintRooms.ts";
import type { RecentRights } from "./sockets/recentRights.ts";
import { enterOwnRooms } from "./sockets/socketServer.ts";
import type { TokenBucket } from "./sockets/tokenBucket.ts";

const VERSION = "0.1.0";

interface DoorsDeps {
  readonly http: HttpServer;
  readonly io: SocketServer;
  readonly log: Logger;
  readonly publicUrl: string | undefined;
  readonly trustProxy: string | undefined;
  readonly clientFolder: string;
  readonly handlers: readonly Handler[];
  readonly execute: Execute;
  readonly boards: BoardRooms;
  readonly hints: HintRooms;
  readonly hotBoards: HotBoards;
  readonly users: UserRepo;
  readonly openedLogins: ReturnType<typeof openLogins>;
  readonly recentRights: RecentRights;
  readonly breaker: Breaker;
  readonly registry: Registry;
  readonly bucket: TokenBucket;
  readonly connections: OpenConnections;
  readonly isDraining: () => boolean;
  readonly timers: Timers;
  readonly random: () => number;
  readonly logFault: (fault: unknown, what?: object) => void;
}

/** Lets commands and queries in by both doors, REST and Socket.IO, and gives out the client's files. */
export const openDoors = (deps: DoorsDeps): void => {
  const { http, io, handlers, execute, isDraining, trustProxy, publicUrl, breaker, registry } =
    deps;
  const { passport, identifyRequests, identifyHandshakes } = deps.openedLogins;
  const { timers, random, bucket, connections, logFault } = deps;
  const addressOf = addressReader(trustProxy);
  handshakeDoor({
    io,
    timers,
    random,
    bucket,
    connections,
    isDraining,
    identify: identifyHandshakes,
    enter: enterOwnRooms(deps.recentRights),
    logFault,
  });
  io.on(
    "connection",
    commandSocket({
      handlers,
      execute,
      addressOf,
      boardRooms: deps.boards,
      hintRooms: deps.hints,
    }),
  );

  const app = httpApp({
    log: deps.log,
    trustProxy,
    publicUrl,
    health: healthRouter({ breaker, registry, isDraining }),
    docs: docsRouter(openApi([...operations, ...fileOperations], VERSION)),
    identify: identifyRequests,
    commands: commandRouter({ handlers, execute, addressOf, passport, users: deps.users }),
    client: clientFiles(deps.clientFolder),
  });
  const answerFast = fastPages(deps.hotBoards);
  http.on("request", (req, res) => {
    if (!answerFast(req, res)) {
      app(req, res);
    }
  });
};
