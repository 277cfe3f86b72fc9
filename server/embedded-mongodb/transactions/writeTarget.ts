import type { Reader } from "../storage/reader.ts";

/** Where writes go before they are durable: a batch of the write lane, or an open transaction. */
export interface WriteTarget extends Reader {
  put(key: Buffer, value: Buffer): void;
  /** Of what is kept in memory too: as that is when the write is committed. */
  putLatest(key: Buffer, value: () => Buffer): void;
  remove(key: Buffer): void;
  /** Before a document or a unique key is written: throws Blocked or WriteConflict if somebody else is about to. */
  claim(key: Buffer): void;
  /** Runs all of it or, where it throws, none of it. */
  atomically<T>(work: () => T): T;
  /** Called when the writes have become durable, and when they never will. */
  onCommit(done: () => void): void;
  onFailure(undo: () => void): void;
}
