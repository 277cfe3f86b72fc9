import type { Change } from "./change.ts";
import { Changes, NONE } from "./changes.ts";
import { merged } from "./merged.ts";
import type { Entry, KeyRange, Reader } from "./reader.ts";

/** Changes on top of a reader that nobody else sees yet. */
export class Overlay implements Reader {
  readonly changes = new Changes();
  /** The first bytes of the keys changed, and of those undone. */
  readonly kinds = new Set<number | undefined>();
  readonly #below: Reader;
  #bytes = 0;

  constructor(below: Reader) {
    this.#below = below;
  }

  get(key: Buffer): Buffer | undefined {
    const change = this.changes.newestOf(key);
    return change === NONE ? this.#below.get(key) : this.changes.valueOf(change);
  }

  changesKey(key: Buffer): boolean {
    return this.changes.newestOf(key) !== NONE;
  }

  put(key: Buffer, value: Buffer): void {
    this.#put(key, value);
  }

  remove(key: Buffer): void {
    this.#put(key, undefined);
  }

  /** About how much memory the changes take, with those undone. */
  get bytes(): number {
    return this.#bytes;
  }

  /** A point to which `rollBack` returns. */
  mark(): number {
    return this.changes.count;
  }

  rollBack(mark: number): void {
    this.changes.truncate(mark);
  }

  range(range: KeyRange): Iterable<Entry> {
    return merged(this.#within(range), this.#below.range(range), range);
  }

  #put(key: Buffer, value: Buffer | undefined): void {
    this.changes.put(key, value);
    this.kinds.add(key[0]);
    this.#bytes += key.length + (value?.length ?? 0) + 100;
  }

  *#within(range: KeyRange): Generator<Change> {
    for (const key of this.changes.keysIn(range)) {
      yield this.changes.change(this.changes.newestOfKey(key));
    }
  }
}
