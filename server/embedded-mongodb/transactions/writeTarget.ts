import { Overlay } from "../storage/overlay.ts";
import type { Entry, KeyRange, Reader } from "../storage/reader.ts";

/** Where writes go before they are durable: a batch of the write lane, or an open transaction. */
export abstract class WriteTarget implements Reader {
  readonly overlay: Overlay;
  readonly #done: (() => void)[] = [];
  readonly #undo: (() => void)[] = [];

  constructor(below: Reader) {
    this.overlay = new Overlay(below);
  }

  /** Before a document or a unique key is written: throws Blocked or WriteConflict if somebody else is about to. */
  abstract claim(key: Buffer): void;

  /** Of what is kept in memory too: as that is when the write is committed. */
  abstract putLatest(key: Buffer, value: () => Buffer): void;

  get(key: Buffer): Buffer | undefined {
    return this.overlay.get(key);
  }

  range(range: KeyRange): Iterable<Entry> {
    return this.overlay.range(range);
  }

  put(key: Buffer, value: Buffer): void {
    this.overlay.put(key, value);
  }

  remove(key: Buffer): void {
    this.overlay.remove(key);
  }

  /** Runs all of it or, where it throws, none of it. */
  atomically<T>(work: () => T): T {
    const mark = this.overlay.mark();
    const [done, undo] = [this.#done.length, this.#undo.length];
    try {
      return work();
    } catch (fault) {
      this.overlay.rollBack(mark);
      this.#done.length = done;
      for (const step of this.#undo.splice(undo).toReversed()) {
        step();
      }
      throw fault;
    }
  }

  /** Called when the writes have become durable, and when they never will. */
  onCommit(done: () => void): void {
    this.#done.push(done);
  }

  onFailure(undo: () => void): void {
    this.#undo.push(undo);
  }

  settle(isDurable: boolean): void {
    for (const step of isDurable ? this.#done : this.#undo.toReversed()) {
      step();
    }
  }
}
