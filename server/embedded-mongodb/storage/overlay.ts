import type { Entry, KeyRange, Reader } from "./reader.ts";

type Change = { key: Buffer; value: Buffer | undefined };

/** Changes on top of a reader that nobody else sees yet. */
export class Overlay implements Reader {
  readonly #below: Reader;
  readonly #changes = new Map<string, Change>();
  readonly #undo: { name: string; before: Change | undefined }[] = [];
  #sorted: Buffer[] = [];
  #unsorted: Buffer[] = [];
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
    this.#unsorted = Array.from(this.#changes.values(), ({ key }) => key);
    this.#sorted = [];
  }

  *range(range: KeyRange): Generator<Entry> {
    const own = this.#within(range);
    const order = range.reverse ? -1 : 1;
    let next = 0;
    for (const entry of this.#below.range(range)) {
      let position = next < own.length ? order * compareAt(own, next, entry.key) : 1;
      while (position < 0) {
        yield* this.#present(own[next]);
        next += 1;
        position = next < own.length ? order * compareAt(own, next, entry.key) : 1;
      }
      if (position === 0) {
        yield* this.#present(own[next]);
        next += 1;
      } else {
        yield entry;
      }
    }
    for (; next < own.length; next += 1) {
      yield* this.#present(own[next]);
    }
  }

  #change(change: Change): void {
    const name = nameOf(change.key);
    const before = this.#changes.get(name);
    this.#undo.push({ name, before });
    this.#changes.set(name, change);
    this.#bytes += change.key.length + (change.value?.length ?? 0) + 100;
    if (!before) {
      this.#unsorted.push(change.key);
    }
  }

  *#present(key: Buffer | undefined): Generator<Entry> {
    const value = key && this.#changes.get(nameOf(key))?.value;
    if (key && value) {
      yield { key, value };
    }
  }

  #within({ low, high, reverse }: KeyRange): Buffer[] {
    if (this.#unsorted.length > 0) {
      this.#sorted = this.#sorted
        .concat(this.#unsorted)
        .sort((left, right) => Buffer.compare(left, right));
      this.#unsorted = [];
    }
    const own = this.#sorted.slice(
      firstNotBelow(this.#sorted, low),
      firstNotBelow(this.#sorted, high),
    );
    return reverse ? own.toReversed() : own;
  }
}

const nameOf = (key: Buffer): string => key.toString("latin1");

function compareAt(keys: Buffer[], index: number, key: Buffer): number {
  const own = keys[index];
  return own ? Buffer.compare(own, key) : 1;
}

function firstNotBelow(sorted: Buffer[], key: Buffer): number {
  let from = 0;
  let to = sorted.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compareAt(sorted, middle, key) < 0) {
      from = middle + 1;
    } else {
      to = middle;
    }
  }
  return from;
}
