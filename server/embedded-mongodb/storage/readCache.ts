const HALF_BYTES = 12 * 1024 * 1024;
const SLAB_BYTES = 256 * 1024;
/** Larger values cost little beside what is done with them. */
const LONGEST = 4 * 1024;
/** What an entry takes beside its value. */
const ENTRY_BYTES = 160;

/** What was read lately, by name. In two halves: when the newer is full it becomes the older, and that one is forgotten. */
export class ReadCache {
  #newer = new Map<string, Buffer>();
  #older = new Map<string, Buffer>();
  #newerBytes = 0;
  /** Values lie together: each by itself could hold on to memory that it shares with others. */
  #slab = Buffer.alloc(0);
  #used = 0;

  get(name: string): Buffer | undefined {
    const found = this.#newer.get(name);
    if (found) {
      return found;
    }
    const old = this.#older.get(name);
    return old && this.keep(name, old);
  }

  /** Gives the value back, from where it now lies. */
  keep(name: string, value: Buffer): Buffer {
    if (value.length > LONGEST) {
      return value;
    }
    if (this.#newerBytes > HALF_BYTES) {
      this.#older = this.#newer;
      this.#newer = new Map();
      this.#newerBytes = 0;
    }
    const kept = this.#copy(value);
    this.#newer.set(name, kept);
    this.#newerBytes += name.length + value.length + ENTRY_BYTES;
    return kept;
  }

  /** To be called whenever the value has changed. */
  forget(name: string): void {
    this.#newer.delete(name);
    this.#older.delete(name);
  }

  #copy(value: Buffer): Buffer {
    if (this.#used + value.length > this.#slab.length) {
      this.#slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
      this.#used = 0;
    }
    const start = this.#used;
    this.#slab.set(value, start);
    this.#used += value.length;
    return this.#slab.subarray(start, this.#used);
  }
}
