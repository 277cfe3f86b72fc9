import type { IncomingMessage, Server as HttpServer } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { WebSocketServer, type WebSocket } from "ws";
import { documentClose } from "../../shared/documents/documentClose.ts";
import { SYNC_MAX_BYTES, UPDATE_MAX_BYTES } from "../../shared/documents/documentLimits.ts";
import { DocumentName } from "../../shared/documents/documentName.ts";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import { guest, type Actor } from "../dispatch/actor.ts";
import type { OpenConnections } from "../http/openConnections.ts";
import { isUser } from "../http/passport.ts";
import { isSameOrigin } from "../http/sameOrigin.ts";
import { limitMessages } from "../sockets/frameGuard.ts";
import { refuseUpgrade } from "../sockets/socketServer.ts";
import type { TokenBucket } from "../sockets/tokenBucket.ts";

const PATH = "/documents/";
const SOCKETS_PATH = "/socket.io/";
const FRAGMENTS = 64;
const CHUNKS = 4096;
const CLOSE_MS = 2000;
/** Beside the update itself. */
const MESSAGE_HEAD_BYTES = 64;
const AWAY_S = 2;

// Its type does not know all that ws 8.23 takes.
const OPTIONS = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: SYNC_MAX_BYTES + MESSAGE_HEAD_BYTES,
  maxFragments: FRAGMENTS,
  maxBufferedChunks: CHUNKS,
  closeTimeout: CLOSE_MS,
};

/** One for all: made where it is used, it would keep each request for as long as its connection. */
const ignore = (): void => undefined;

/** Somebody who may see a document, and the connection that they came on. */
export interface Comer {
  readonly name: DocumentName;
  readonly actor: Actor;
  readonly loginId: string | undefined;
  readonly rights: DocumentRights;
  readonly socket: WebSocket;
  readonly tcp: Socket;
  /** When it came, by the clock of `cameAt`. */
  readonly cameAt: number;
}

interface UpgradeDeps {
  readonly http: HttpServer;
  readonly publicUrl: string | undefined;
  /** Seconds to come back in, if this is one too many. */
  readonly refuse: () => number | undefined;
  readonly bucket: TokenBucket;
  readonly connections: OpenConnections;
  /** Makes out who it is; rejects when nobody can be asked. */
  readonly identify: (req: IncomingMessage) => Promise<void>;
  /** Rights will be asked for. */
  readonly foresee: (name: DocumentName) => void;
  readonly rightsOf: (actor: Actor, name: DocumentName) => Promise<DocumentRights | undefined>;
  readonly clock: () => number;
  readonly enter: (comer: Comer) => void;
  readonly logFault: (fault: unknown) => void;
}

const pathOf = (req: IncomingMessage): string => (req.url ?? "").split("?")[0] ?? "";

const nameIn = (path: string): DocumentName | undefined => {
  try {
    return DocumentName.safeParse(decodeURIComponent(path.slice(PATH.length))).data;
  } catch (reason) {
    if (reason instanceof URIError) {
      return undefined;
    }
    throw reason;
  }
};

const loginIdOf = (req: IncomingMessage): string | undefined => {
  const loginId: unknown = Reflect.get(req, "sessionID");
  return typeof loginId === "string" ? loginId : undefined;
};

const actorOf = (req: IncomingMessage): Actor => {
  const user: unknown = Reflect.get(req, "user");
  return isUser(user) ? user : guest;
};

/**
 * The way to shared documents, beside that of Socket.IO: where it comes from, who it is and what they may is
 * known before there is a WebSocket. Who may not is told by a code, since browsers don't show a status.
 */
export const documentUpgrade = (deps: UpgradeDeps): void => {
  const server = new WebSocketServer(OPTIONS);

  const letIn = async (req: IncomingMessage, tcp: Duplex, head: Buffer): Promise<void> => {
    const cameAt = deps.clock();
    const name = nameIn(pathOf(req));
    if (name) {
      deps.foresee(name);
    }
    await deps.identify(req);
    const actor = actorOf(req);
    const rights = name && (await deps.rightsOf(actor, name));
    if (tcp.destroyed) {
      return;
    }
    const loginId = loginIdOf(req);
    deps.connections.proved(req);
    server.handleUpgrade(req, tcp, head, (socket) => {
      socket.on("error", ignore);
      if (actor.kind !== "user") {
        // They write nothing: the most that they say is what they know of a document.
        limitMessages(socket, UPDATE_MAX_BYTES);
      }
      if (!name || !rights) {
        socket.close(documentClose.notFound, "not_found");
      } else {
        deps.enter({ name, actor, loginId, rights, socket, tcp: req.socket, cameAt });
      }
    });
  };

  deps.http.on("upgrade", (req: IncomingMessage, tcp: Duplex, head: Buffer) => {
    if (!pathOf(req).startsWith(PATH)) {
      if (!pathOf(req).startsWith(SOCKETS_PATH)) {
        refuseUpgrade(req, 404);
      }
      return;
    }
    tcp.on("error", ignore);
    const retryAfter = deps.refuse() ?? deps.bucket.take();
    if (retryAfter !== undefined) {
      refuseUpgrade(req, 503, retryAfter);
    } else if (!isSameOrigin(req, deps.publicUrl)) {
      refuseUpgrade(req, 403);
    } else {
      letIn(req, tcp, head).catch((fault: unknown) => {
        if (!isDatabaseAway(fault)) {
          deps.logFault(fault);
        }
        refuseUpgrade(req, 503, AWAY_S);
      });
    }
  });
};
