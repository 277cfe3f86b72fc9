import type { AfterCommit } from "./afterCommit.ts";

/** What a command gives back: its value, and what is to be told beside the changed records. */
export interface Outcome<Value> {
  readonly value: Value;
  readonly after?: readonly AfterCommit[];
}

/** Where a command runs. */
export interface On<Guard> {
  /** Of the lane, whether or not its document is there. */
  readonly id: string;
  /** The document whose lane it is; absent if there is none of that id. */
  readonly guard: Guard | undefined;
  /** What every record that it changes is stamped with. */
  readonly rev: number;
}
