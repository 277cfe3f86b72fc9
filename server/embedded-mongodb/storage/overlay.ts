import { merged, type Change } from "./merged.ts";
import { nameOf, type Entry, type KeyRange, type Reader } from "./reader.ts";
import { SortedByName } from "./sortedByName.ts";

/** Changes on top of a reader that nobody else sees yet. */
export class Overlay implements Reader {
  readonly #below: Reader;
  readonly #changes = new Map<string, Change>();
  readonly #undo: { name: string; before: Change | undefined }[] = [];
  #names = new SortedByName<string>((name) => name);
  #bytes = 0;

  constructor(below: Reader) {
    this.#below = below;
  }

  get(key: Buffer): Buffer | undefined {
    const change = this.#changes.get(nameOf(key));
    return change ? change.value : this.#below.get(key);
  }

  changesKey(key: Buffer): boolean {
    return this.#changes.has(nameOf(key));
  }

  /** Whether any key changed begins so. */
  changesUnder(prefix: Buffer): boolean {
    const start = nameOf(prefix);
    for (const name of this.#changes.keys()) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  put(key: Buffer, value: Buffer): void {
    this.#change({ key, value });
  }

  remove(key: Buffer): void {
    this.#change({ key, value: undefined });
  }

  get size(): number {
    return this.#changes.size;
  }

  /** About how much memory the changes take. */
  get bytes(): number {
    return this.#bytes;
  }

  changes(): Iterable<Change> {
    return this.#changes.values();
  }

  /** A point to which `rollBack` returns. */
  mark(): number {
    return this.#undo.length;
  }

  rollBack(mark: number): void {
    if (this.#undo.length === mark) {
      return;
    }
    while (this.#undo.length > mark) {
      const step = this.#undo.pop();
      if (step?.before) {
        this.#changes.set(step.name, step.before);
      } else if (step) {
        this.#changes.delete(step.name);
      }
    }
    this.#names = new SortedByName<string>((name) => name);
    for (const name of this.#changes.keys()) {
      this.#names.add(name);
    }
  }

  range(range: KeyRange): Iterable<Entry> {
    return merged(this.#within(range), this.#below.range(range), range);
  }

  #change(change: Change): void {
    const name = nameOf(change.key);
    const before = this.#changes.get(name);
    this.#undo.push({ name, before });
    this.#changes.set(name, change);
    this.#bytes += change.key.length + (change.value?.length ?? 0) + 100;
    if (!before) {
      this.#names.add(name);
    }
  }

  *#within({ low, high, reverse }: KeyRange): Generator<Change> {
    const names = this.#names.between(nameOf(low), nameOf(high));
    for (const name of reverse ? names.toReversed() : names) {
      const change = this.#changes.get(name);
      if (change) {
        yield change;
      }
    }
  }
}
