import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import { connect, type Socket } from "node:net";

const LOOK_EVERY_MS = 100;
const LOOK_MS = 2000;

interface Target {
  readonly port: number;
  isReady: boolean;
  isLookedAt: boolean;
  open: number;
}

export interface Balancer {
  readonly server: Server;
  /** The ports that are ready now. */
  readonly ready: readonly number[];
  close(): Promise<void>;
}

const isReady = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const asked = request({ port, host: "127.0.0.1", path: "/readyz", agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    asked.setTimeout(LOOK_MS, () => asked.destroy());
    asked.once("error", () => resolve(false));
    asked.once("close", () => resolve(false));
    asked.end();
  });

const forwarded = (req: IncomingMessage): IncomingHttpHeaders => {
  const before = req.headers["x-forwarded-for"];
  const client = req.socket.remoteAddress ?? "unknown";
  const chain = before === undefined ? client : `${String(before)}, ${client}`;
  return { ...req.headers, "x-forwarded-for": chain, "x-forwarded-proto": "http" };
};

const headOf = (req: IncomingMessage): string =>
  [
    `${req.method} ${req.url} HTTP/1.1`,
    ...Object.entries(forwarded(req)).map(([name, value]) => `${name}: ${String(value)}`),
    "",
    "",
  ].join("\r\n");

const refuse = (res: ServerResponse): void => {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  res.writeHead(503, { "retry-after": "1", "content-type": "application/json" });
  const error = { code: "unavailable", message: "no node is ready", retryAfter: 1 };
  res.end(JSON.stringify({ ok: false, error }));
};

/**
 * Spreads requests and WebSockets over the ports of this machine that say they are ready, to where the
 * fewest are. What has not reached a node goes to another; what has is never sent twice.
 */
export const balancer = (ports: readonly number[]): Balancer => {
  const targets: readonly Target[] = ports.map((port) => ({
    port,
    isReady: false,
    isLookedAt: false,
    open: 0,
  }));
  const piped = new Set<Socket>();

  const look = async (target: Target): Promise<void> => {
    if (!target.isLookedAt) {
      target.isLookedAt = true;
      target.isReady = await isReady(target.port);
      target.isLookedAt = false;
    }
  };
  const timer = setInterval(() => void Promise.all(targets.map(look)), LOOK_EVERY_MS);

  const choose = (tried: ReadonlySet<Target>): Target | undefined => {
    const [first] = targets
      .filter((target) => target.isReady && !tried.has(target))
      .toSorted((one, other) => one.open - other.open);
    if (first) {
      first.open += 1;
    }
    return first;
  };

  /** Connects to a node that takes the connection; `undefined` if none does. */
  const reach = async (): Promise<{ target: Target; socket: Socket } | undefined> => {
    const tried = new Set<Target>();
    for (let target = choose(tried); target; target = choose(tried)) {
      const { port } = target;
      const socket = await new Promise<Socket | undefined>((resolve) => {
        const trying = connect(port, "127.0.0.1", () => resolve(trying));
        trying.once("error", () => resolve(undefined));
      });
      if (socket) {
        const leaving = target;
        socket.once("close", () => {
          leaving.open -= 1;
        });
        return { target, socket };
      }
      target.isReady = false;
      target.open -= 1;
      tried.add(target);
    }
    return undefined;
  };

  const server = createServer((req, res) => {
    const pass = async (): Promise<void> => {
      const reached = await reach();
      if (!reached) {
        refuse(res);
        return;
      }
      const { socket } = reached;
      const { method, url } = req;
      const headers = { ...forwarded(req), connection: "close" };
      const onward = request({ method, path: url, headers, createConnection: () => socket });
      onward.once("response", (answer) => {
        const { connection: _, ...rest } = answer.headers;
        res.writeHead(answer.statusCode ?? 502, rest);
        answer.pipe(res);
      });
      onward.once("error", () => refuse(res));
      res.once("close", () => onward.destroy());
      req.pipe(onward);
    };
    pass().catch(() => refuse(res));
  });

  server.on("upgrade", (req: IncomingMessage, client: Socket, head: Buffer) => {
    client.on("error", () => client.destroy());
    const pass = async (): Promise<void> => {
      const reached = await reach();
      if (!reached) {
        client.end("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\n\r\n");
        return;
      }
      const { socket } = reached;
      piped.add(client);
      socket.once("error", () => client.destroy());
      socket.once("close", () => client.destroy());
      client.once("close", () => {
        piped.delete(client);
        socket.destroy();
      });
      socket.write(headOf(req));
      socket.write(head);
      socket.pipe(client);
      client.pipe(socket);
    };
    pass().catch(() => client.destroy());
  });

  return {
    server,
    get ready() {
      return targets.filter((target) => target.isReady).map(({ port }) => port);
    },
    close: async () => {
      clearInterval(timer);
      piped.forEach((client) => client.destroy());
      server.closeAllConnections();
      if (server.listening) {
        await new Promise<void>((resolve) => {
          server.close(() => resolve());
        });
      }
    },
  };
};
