/** Whom open transactions keep out: the keys they have written, until they end. */
export interface Holder {
  readonly ended: Promise<void>;
  /** The collections that it has written to. */
  readonly collections: ReadonlySet<number>;
}

export class Claims {
  readonly #holders = new Map<string, Holder>();
  readonly #open = new Set<Holder>();
  /** What is being committed just now: no longer to be undone, and not yet to be seen. */
  inFlight: { changesKey(key: Buffer): boolean } | undefined;

  holderOf(key: Buffer): Holder | undefined {
    // Mostly there are none, and a name costs more than a look.
    return this.#holders.size === 0 ? undefined : this.#holders.get(key.toString("latin1"));
  }

  take(key: Buffer, holder: Holder): void {
    this.#holders.set(key.toString("latin1"), holder);
    this.#open.add(holder);
  }

  release(keys: Iterable<Buffer>, holder: Holder): void {
    for (const key of keys) {
      this.#holders.delete(key.toString("latin1"));
    }
    this.#open.delete(holder);
  }

  writerOf(collection: number): Holder | undefined {
    for (const holder of this.#open) {
      if (holder.collections.has(collection)) {
        return holder;
      }
    }
    return undefined;
  }
}
