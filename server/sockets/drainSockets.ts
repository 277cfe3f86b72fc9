import type { Server, Socket } from "socket.io";
import type { ServerLeaving } from "../../shared/protocol/connectRefusal.ts";
import type { Timers } from "../database/timers.ts";

const STEP_MS = 50;
/** What a socket's unfinished commands may add to the time, so that their answers still reach it. */
const BUSY_MS = 3000;
const GOODBYE_MS = 1000;
const SOONEST_S = 0.1;
const SPREAD_S = 0.5;

/** Seconds after which a socket that this server no longer serves shall come to another. */
export const comeBackAfter = (random: () => number): number => SOONEST_S + random() * SPREAD_S;

interface DrainDeps {
  readonly io: Server;
  readonly timers: Timers;
  /** 0 ≤ random() < 1. */
  readonly random: () => number;
  /** Over how long they are closed; 0 closes all at once. */
  readonly spreadMs: number;
  /** Whether the socket waits for an answer. */
  readonly isBusy: (socket: Socket) => boolean;
}

/**
 * Tells every socket to come back, each after a time of its own, and closes it: a few at a time, so that
 * those who come back don't come all at once.
 */
export const drainSockets = async (deps: DrainDeps): Promise<void> => {
  const { io, timers, random, spreadMs, isBusy } = deps;
  const startedAt = timers.now();
  const end = (socket: Socket): void => {
    const leaving: ServerLeaving = { retryAfter: comeBackAfter(random) };
    socket.emit("server.leaving", leaving);
    const tcp = socket.request.socket;
    // Once that has been written. ws would wait half a minute for a client that does not say goodbye.
    socket.conn.once("close", () => tcp.end());
    timers.after(GOODBYE_MS, () => tcp.destroy());
    socket.conn.close();
  };
  const all = [...io.sockets.sockets.values()];
  let left = all;
  while (spreadMs > 0 && left.length > 0 && timers.now() - startedAt < spreadMs + BUSY_MS) {
    await new Promise<void>((resolve) => {
      timers.after(STEP_MS, resolve);
    });
    const due = Math.ceil((all.length * (timers.now() - startedAt)) / spreadMs);
    const isDue = Math.max(due - (all.length - left.length), 0);
    const group = new Set(left.filter((socket) => !isBusy(socket)).slice(0, isDue));
    group.forEach(end);
    left = left.filter((socket) => !group.has(socket) && socket.connected);
  }
  left.forEach(end);
};
