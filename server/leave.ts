import type { Server as HttpServer } from "node:http";
import type { Server as SocketServer } from "socket.io";
import type { Timers } from "./database/timers.ts";
import type { SharedDocuments } from "./documents/sharedDocuments.ts";
import { isBusy } from "./sockets/commandSocket.ts";
import { drainSockets } from "./sockets/drainSockets.ts";
import type { RunningUpkeep } from "./upkeep.ts";

/** For requests that are under way when everything else has ended. */
const LAST_MS = 5000;

/** How a server leaves that others rely on; without it, at once. */
export interface Leaving {
  /** From failing `/readyz` to ending the first socket, for those who look at it to send nobody else. */
  readonly noticeMs: number;
  /** Over how long open sockets are ended. */
  readonly spreadMs: number;
}

interface Closing {
  close(): void;
}

interface LeaveDeps {
  readonly http: HttpServer;
  readonly io: SocketServer;
  readonly documents: SharedDocuments;
  readonly upkeep: RunningUpkeep;
  readonly feed: Closing;
  readonly boards: Closing;
  readonly nodes: { close(): Promise<void> } | undefined;
  readonly searching: { close(): Promise<void> };
  readonly timers: Timers;
  readonly random: () => number;
  readonly logFault: (fault: unknown) => void;
}

/** Lets what is under way finish and tells everybody to come back, then ends all that runs, in the order it needs. */
export const leave = async (deps: LeaveDeps, { noticeMs, spreadMs }: Leaving): Promise<void> => {
  const { http, io, documents, upkeep, timers, random, logFault } = deps;
  upkeep.stop();
  if (io.engine.clientsCount + documents.figures.connections > 0 && noticeMs > 0) {
    await new Promise<void>((resolve) => {
      timers.after(noticeMs, resolve);
    });
  }
  await Promise.all([
    drainSockets({ io, timers, random, spreadMs, isBusy }),
    documents.close(spreadMs),
  ]);
  await upkeep.ended();
  deps.feed.close();
  deps.boards.close();
  const closed = new Promise<void>((resolve) => {
    void io.close(() => resolve());
  });
  http.closeIdleConnections();
  const cut = setTimeout(() => http.closeAllConnections(), LAST_MS);
  await closed;
  clearTimeout(cut);
  await upkeep.keepReadings().catch(logFault);
  await deps.nodes?.close();
  await deps.searching.close();
};
