import { setTimeout as pause } from "node:timers/promises";
import type { MeasuredProcess } from "../crowd/builtServer.ts";

/** Longer than any server lets pass before it begins with that. */
const LOOK_EVERY_MS = 1500;
const IDLE_S = 0.05;

/** Waits until a server has done what follows a write: snapshots, versions, the index of the search. */
export const settled = async (server: MeasuredProcess): Promise<void> => {
  for (let before = Number.NEGATIVE_INFINITY; server.cpu() - before > IDLE_S;) {
    before = server.cpu();
    await pause(LOOK_EVERY_MS);
  }
};
