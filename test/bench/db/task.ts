import type { ContenderName, Means } from "./idea.ts";

/** What a process of clients is to do, and for how long. */
export interface Task {
  contender: ContenderName;
  means: Means;
  work: "insert" | "update" | "insertMany" | "find" | "page";
  clients: number;
  seconds: number;
  /** Part of each new id, so that none comes twice. */
  mark: string;
}

export interface Done {
  operations: number;
  perSecond: number;
  /** Milliseconds of processor that the clients themselves took. */
  processorMs: number;
}

export const BATCH = 1_000;
