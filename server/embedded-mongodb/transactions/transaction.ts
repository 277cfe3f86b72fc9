import { CommandError, writeConflict } from "../errors.ts";
import { Overlay } from "../storage/overlay.ts";
import type { Entry, KeyRange } from "../storage/reader.ts";
import type { Store } from "../storage/store.ts";
import type { Snapshot } from "../storage/tree.ts";
import type { Claims, Holder } from "./claims.ts";
import type { Batch } from "./writeLane.ts";
import type { WriteTarget } from "./writeTarget.ts";

/** What one transaction may hold in memory until it commits. */
const MAX_BYTES = 256 * 1024 * 1024;

/** A transaction of several statements: reads one moment, keeps its changes to itself, holds what it has written. */
export class Transaction implements WriteTarget, Holder {
  readonly ended: Promise<void>;
  readonly collections = new Set<number>();
  /** The commit after which it began. */
  readonly readsAt: number;
  readonly #store: Store;
  readonly #claims: Claims;
  readonly #snapshot: Snapshot;
  readonly #overlay: Overlay;
  readonly #claimed = new Map<string, Buffer>();
  readonly #latest = new Map<string, { key: Buffer; value: () => Buffer }>();
  readonly #done: (() => void)[] = [];
  readonly #undo: (() => void)[] = [];
  #finish: () => void = () => undefined;
  #isOpen = true;

  constructor(store: Store, claims: Claims) {
    this.#store = store;
    this.#claims = claims;
    this.#snapshot = store.snapshot();
    this.readsAt = store.commits;
    this.#overlay = new Overlay(this.#snapshot);
    this.ended = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get hasWritten(): boolean {
    return this.#overlay.changes.size > 0;
  }

  /** How much it has written so far. */
  get bytes(): number {
    return this.#overlay.bytes;
  }

  get(key: Buffer): Buffer | undefined {
    return this.#overlay.get(key);
  }

  range(range: KeyRange): Iterable<Entry> {
    return this.#overlay.range(range);
  }

  put(key: Buffer, value: Buffer): void {
    this.#overlay.put(key, value);
    if (this.#overlay.bytes > MAX_BYTES) {
      throw new CommandError(
        "ExceededMemoryLimit",
        `a transaction of more than ${MAX_BYTES} bytes is not supported by this engine`,
      );
    }
  }

  putLatest(key: Buffer, value: () => Buffer): void {
    this.#latest.set(key.toString("latin1"), { key, value });
  }

  remove(key: Buffer): void {
    this.#overlay.remove(key);
  }

  claim(key: Buffer): void {
    const holder = this.#claims.holderOf(key);
    if (holder === this) {
      return;
    }
    const isTaken = holder !== undefined || this.#claims.inFlight?.changesKey(key) === true;
    if (isTaken || !isSame(this.#store.latest.get(key), this.#snapshot.get(key))) {
      throw writeConflict();
    }
    this.#claims.take(key, this);
    this.#claimed.set(key.toString("latin1"), key);
  }

  atomically<T>(work: () => T): T {
    const mark = this.#overlay.mark();
    try {
      return work();
    } catch (fault) {
      this.#overlay.rollBack(mark);
      throw fault;
    }
  }

  onCommit(done: () => void): void {
    this.#done.push(done);
  }

  onFailure(undo: () => void): void {
    this.#undo.push(undo);
  }

  /** Hands the changes to a batch; `end` must follow when that is settled. */
  mergeInto(batch: Batch): void {
    for (const { key, value } of this.#overlay.changes.all()) {
      if (value) {
        batch.put(key, value);
      } else {
        batch.remove(key);
      }
    }
    for (const { key, value } of this.#latest.values()) {
      batch.putLatest(key, value);
    }
  }

  end(outcome: "committed" | "aborted"): void {
    if (!this.#isOpen) {
      return;
    }
    this.#isOpen = false;
    for (const step of outcome === "committed" ? this.#done : this.#undo.toReversed()) {
      step();
    }
    this.#claims.release(this.#claimed.values(), this);
    this.#snapshot.release();
    this.#finish();
  }
}

const isSame = (left: Buffer | undefined, right: Buffer | undefined): boolean =>
  left === right || (left !== undefined && right !== undefined && left.equals(right));
