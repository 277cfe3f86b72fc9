import { CommandError, writeConflict } from "../errors.ts";
import type { Store } from "../storage/store.ts";
import type { Snapshot } from "../storage/tree.ts";
import type { Batch } from "./batch.ts";
import type { Claims, Holder } from "./claims.ts";
import { WriteTarget } from "./writeTarget.ts";

/** What one transaction may hold in memory until it commits. */
const MAX_BYTES = 256 * 1024 * 1024;

/** A transaction of several statements: reads one moment, keeps its changes to itself, holds what it has written. */
export class Transaction extends WriteTarget implements Holder {
  readonly ended: Promise<void>;
  readonly collections = new Set<number>();
  /** The commit after which it began. */
  readonly readsAt: number;
  readonly #store: Store;
  readonly #claims: Claims;
  readonly #snapshot: Snapshot;
  readonly #claimed = new Map<string, Buffer>();
  readonly #latest = new Map<string, { key: Buffer; value: () => Buffer }>();
  #finish: () => void = () => undefined;
  #isOpen = true;

  constructor(store: Store, claims: Claims) {
    const snapshot = store.snapshot();
    super(snapshot);
    this.#store = store;
    this.#claims = claims;
    this.#snapshot = snapshot;
    this.readsAt = store.commits;
    this.ended = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get hasWritten(): boolean {
    return this.overlay.changes.size > 0;
  }

  /** How much it has written so far. */
  get bytes(): number {
    return this.overlay.bytes;
  }

  override put(key: Buffer, value: Buffer): void {
    super.put(key, value);
    if (this.overlay.bytes > MAX_BYTES) {
      throw new CommandError(
        "ExceededMemoryLimit",
        `a transaction of more than ${MAX_BYTES} bytes is not supported by this engine`,
      );
    }
  }

  putLatest(key: Buffer, value: () => Buffer): void {
    this.#latest.set(key.toString("latin1"), { key, value });
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

  /** Hands the changes to a batch; `end` must follow when that is settled. */
  mergeInto(batch: Batch): void {
    for (const { key, value } of this.overlay.changes.all()) {
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
    this.settle(outcome === "committed");
    this.#claims.release(this.#claimed.values(), this);
    this.#snapshot.release();
    this.#finish();
  }
}

const isSame = (left: Buffer | undefined, right: Buffer | undefined): boolean =>
  left === right || (left !== undefined && right !== undefined && left.equals(right));
