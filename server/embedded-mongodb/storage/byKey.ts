const FIRST_SLOTS = 1_024;

/** Looked up by the bytes of a key: to make a text of each for a Map takes longer, most of all where there is nothing. */
export class ByKey<Item extends { hasKey(key: Buffer): boolean }> {
  /** The number of an item and one more; 0 where the slot is free. */
  #slots = new Int32Array(FIRST_SLOTS);
  readonly #hashes: number[] = [];
  readonly #items: Item[] = [];

  get items(): readonly Item[] {
    return this.#items;
  }

  find(key: Buffer): Item | undefined {
    const hash = hashOf(key);
    const last = this.#slots.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const number = (this.#slots[slot] ?? 0) - 1;
      if (number < 0) {
        return undefined;
      }
      const item = this.#hashes[number] === hash ? this.#items[number] : undefined;
      if (item?.hasKey(key)) {
        return item;
      }
    }
  }

  /** Must not be there yet. */
  add(key: Buffer, item: Item): void {
    if (this.#items.length * 2 >= this.#slots.length) {
      this.#slots = new Int32Array(this.#slots.length * 2);
      this.#hashes.forEach((hash, number) => this.#take(hash, number));
    }
    const hash = hashOf(key);
    this.#take(hash, this.#items.length);
    this.#hashes.push(hash);
    this.#items.push(item);
  }

  #take(hash: number, number: number): void {
    const last = this.#slots.length - 1;
    let slot = hash & last;
    while (this.#slots[slot] !== 0) {
      slot = (slot + 1) & last;
    }
    this.#slots[slot] = number + 1;
  }
}

/** FNV-1a, with its high bits mixed into the low ones that choose the slot. */
function hashOf(key: Buffer): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = 0; at < key.length; at += 1) {
    hash = Math.imul(hash ^ (key[at] ?? 0), 0x01000193);
  }
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}
