/** From `low` on, up to and without `high`. */
export interface KeyRange {
  low: Buffer;
  high: Buffer;
  reverse?: boolean;
  /** How many are likely to be wanted. */
  limit?: number | undefined;
}

export interface Entry {
  key: Buffer;
  value: Buffer;
}

/** Ordered keys and their values as they were at one moment, or as they are now. */
export interface Reader {
  get(key: Buffer): Buffer | undefined;
  range(range: KeyRange): Iterable<Entry>;
}

/** A key as a text, for maps: in the same order, a character for each byte. */
export const nameOf = (key: Buffer): string => key.toString("latin1");

export const NOTHING: Buffer = Buffer.alloc(0);

/** The first key after all those that begin with `prefix`. */
export function afterPrefix(prefix: Buffer): Buffer {
  const next = Buffer.from(prefix);
  for (let at = next.length - 1; at >= 0; at -= 1) {
    const byte = next[at] ?? 0;
    if (byte < 0xff) {
      next[at] = byte + 1;
      return next.subarray(0, at + 1);
    }
  }
  throw new RangeError("no key follows this prefix");
}

export const prefixRange = (prefix: Buffer): KeyRange => ({
  low: prefix,
  high: afterPrefix(prefix),
});

/** The next key in order that could exist. */
export const successor = (key: Buffer): Buffer => Buffer.concat([key, Buffer.alloc(1)]);
