import {
  changeBytes,
  changeEnd,
  keyAt,
  keyEnd,
  keyStart,
  valueAt,
  writeChange,
  type Change,
} from "./change.ts";
import { nameOf, type KeyRange } from "./reader.ts";
import { SortedByName } from "./sortedByName.ts";

const FIRST_SLOTS = 64;
const FIRST_BYTES = 4 * 1024;
const MOST_BYTES = 1024 * 1024;
/** In place of the number of a change where there is none. */
export const NONE = -1;

/** Changes where they lie in bytes, found by their keys. Of very many, numbers in lists take less than objects. */
export class Changes {
  /** The number of a key and one more; 0 where the slot is free. */
  #slots = new Int32Array(FIRST_SLOTS);
  // Of each key:
  readonly #hashes: number[] = [];
  readonly #newest: number[] = [];
  // Of each change:
  readonly #bytes: Buffer[] = [];
  readonly #at: number[] = [];
  readonly #keys: number[] = [];
  readonly #older: number[] = [];
  /** Where `put` writes. */
  #page: Buffer = Buffer.alloc(0);
  #end = 0;
  #total = 0;
  #sorted = new SortedByName();

  static of(changes: Iterable<Change>): Changes {
    const made = new Changes();
    for (const { key, value } of changes) {
      made.put(key, value);
    }
    return made;
  }

  /** How many keys were changed. */
  get size(): number {
    return this.#newest.length;
  }

  /** How many changes there were; the next will have this number. */
  get count(): number {
    return this.#at.length;
  }

  /** How many bytes all of them take. */
  get bytes(): number {
    return this.#total;
  }

  /** The number of the last change of a key, or NONE. */
  newestOf(key: Buffer): number {
    const slot = this.#slotOf(hashOf(key, 0, key.length), key, 0, key.length);
    const number = this.#slots[slot] ?? 0;
    return number === 0 ? NONE : this.newestOfKey(number - 1);
  }

  /** The number of the change of the same key before it, or NONE. */
  olderThan(change: number): number {
    return this.#older[change] ?? NONE;
  }

  valueOf(change: number): Buffer | undefined {
    const bytes = this.#bytes[change];
    return bytes && valueAt(bytes, this.#at[change] ?? 0);
  }

  put(key: Buffer, value: Buffer | undefined): void {
    const size = changeBytes(key, value);
    if (this.#end + size > this.#page.length) {
      const next = Math.min(MOST_BYTES, Math.max(FIRST_BYTES, this.#page.length * 2));
      this.#page = Buffer.allocUnsafeSlow(Math.max(size, next));
      this.#end = 0;
    }
    writeChange(this.#page, this.#end, key, value);
    this.add(this.#page, this.#end);
    this.#end += size;
  }

  /** A change that is written somewhere already. */
  add(bytes: Buffer, at: number): void {
    this.#total += changeEnd(bytes, at) - at;
    const [start, end] = [keyStart(at), keyEnd(bytes, at)];
    const hash = hashOf(bytes, start, end);
    const slot = this.#slotOf(hash, bytes, start, end);
    const number = this.#slots[slot] ?? 0;
    if (number === 0) {
      this.#hashes.push(hash);
      this.#newest.push(this.count);
      this.#older.push(NONE);
      this.#keys.push(this.size - 1);
      this.#slots[slot] = this.size;
    } else {
      this.#older.push(this.newestOfKey(number - 1));
      this.#keys.push(number - 1);
      this.#newest[number - 1] = this.count;
    }
    this.#bytes.push(bytes);
    this.#at.push(at);
    if (this.#newest.length * 2 > this.#slots.length) {
      this.#grow();
    }
  }

  /** Nobody asks any more for what the key of the last change was before it. */
  forgetOlder(): void {
    this.#older[this.count - 1] = NONE;
  }

  /** Undoes the changes from this number on. */
  truncate(count: number): void {
    if (this.count > count) {
      this.#sorted = new SortedByName();
    }
    while (this.count > count) {
      const last = this.count - 1;
      const [key, older] = [this.#keys[last] ?? 0, this.olderThan(last)];
      if (older === NONE) {
        // The last key that came: nothing was put behind it for want of its slot.
        this.#slots[this.#slotOfKey(key)] = 0;
        this.#hashes.pop();
        this.#newest.pop();
      } else {
        this.#newest[key] = older;
      }
      for (const list of [this.#keys, this.#at, this.#older, this.#bytes]) {
        list.pop();
      }
    }
  }

  /** The last change of each key, in no order. */
  *all(): Generator<Change> {
    for (const change of this.#newest) {
      yield this.change(change);
    }
  }

  change(change: number): Change {
    const [bytes, at] = [this.#bytes[change] ?? this.#page, this.#at[change] ?? 0];
    return { key: keyAt(bytes, at), value: valueAt(bytes, at) };
  }

  /** The bytes of the last change of each key, in as few parts as they lie in. */
  parts(): Buffer[] {
    const parts: Buffer[] = [];
    let [within, start, end] = [this.#page, 0, 0];
    for (const change of this.#newest) {
      const [bytes, at] = [this.#bytes[change] ?? this.#page, this.#at[change] ?? 0];
      if (bytes !== within || at !== end) {
        parts.push(within.subarray(start, end));
        [within, start] = [bytes, at];
      }
      end = changeEnd(bytes, at);
    }
    parts.push(within.subarray(start, end));
    return parts;
  }

  /** The keys changed, by their numbers, in the order of the range and as they are now. */
  keysIn({ low, high, reverse }: KeyRange): number[] {
    for (let key = this.#sorted.size; key < this.size; key += 1) {
      this.#sorted.add(nameOf(this.change(this.newestOfKey(key)).key));
    }
    const found = this.#sorted.between(nameOf(low), nameOf(high));
    return reverse ? found.toReversed() : found;
  }

  newestOfKey(key: number): number {
    return this.#newest[key] ?? NONE;
  }

  /** Where a key's number is, or could be. */
  #slotOf(hash: number, bytes: Buffer, start: number, end: number): number {
    const last = this.#slots.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const key = (this.#slots[slot] ?? 0) - 1;
      if (key < 0 || (this.#hashes[key] === hash && this.#isKey(key, bytes, start, end))) {
        return slot;
      }
    }
  }

  #isKey(key: number, bytes: Buffer, start: number, end: number): boolean {
    const change = this.newestOfKey(key);
    const [own, at] = [this.#bytes[change] ?? bytes, this.#at[change] ?? 0];
    const ownStart = keyStart(at);
    if (keyEnd(own, at) - ownStart !== end - start) {
      return false;
    }
    for (let index = 0; index < end - start; index += 1) {
      if (own[ownStart + index] !== bytes[start + index]) {
        return false;
      }
    }
    return true;
  }

  /** The slot that holds a key's number, or the first free one for it. */
  #slotOfKey(key: number): number {
    const last = this.#slots.length - 1;
    let slot = (this.#hashes[key] ?? 0) & last;
    while (this.#slots[slot] !== 0 && this.#slots[slot] !== key + 1) {
      slot = (slot + 1) & last;
    }
    return slot;
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let key = 0; key < this.size; key += 1) {
      this.#slots[this.#slotOfKey(key)] = key + 1;
    }
  }
}

/** FNV-1a, with its high bits mixed into the low ones that choose the slot. */
function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at += 1) {
    hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}
