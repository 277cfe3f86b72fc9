import { isUtf8 } from "node:buffer";
import { UpdateRefused } from "./updateRefused.ts";

const VALUE_DEPTH = 3;
const VALUE_ENTRIES = 200;
const ASCII_END = 0x80;
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const malformed = (): UpdateRefused => new UpdateRefused("malformed");

/**
 * Reads what lib0 writes, from bytes of somebody who may wish us ill: never past the end, nothing that lib0
 * itself would not have written, in time that the number of bytes bounds. Throws `UpdateRefused`.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) {
      throw malformed();
    }
    this.at += 1;
    return byte;
  }

  uint(): number {
    let value = 0;
    for (let factor = 1; factor <= 2 ** 49; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) {
        if (value > Number.MAX_SAFE_INTEGER) {
          throw malformed();
        }
        return value;
      }
    }
    throw malformed();
  }

  /** A length of something of which each piece takes a byte at least. */
  count(): number {
    const count = this.uint();
    if (count > this.left) {
      throw malformed();
    }
    return count;
  }

  /** The bytes of a text, which are valid UTF-8. */
  textBytes(): Uint8Array {
    const bytes = this.blob();
    if (!isUtf8(bytes)) {
      throw malformed();
    }
    return bytes;
  }

  blob(): Uint8Array {
    const length = this.count();
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text(mostBytes: number): string {
    const bytes = this.textBytes();
    if (bytes.length > mostBytes) {
      throw new UpdateRefused("not_allowed", "a text is too long");
    }
    return textOf(bytes);
  }

  /** A value as lib0's `writeAny` writes it; what JSON does not know is refused. */
  value(depth = 0): unknown {
    const tag = this.byte();
    switch (tag) {
      case 126:
        return null;
      case 125:
        return this.#int();
      case 124:
        return this.#view(4).getFloat32(0, false);
      case 123:
        return this.#view(8).getFloat64(0, false);
      case 121:
        return false;
      case 120:
        return true;
      case 119:
        return this.text(this.bytes.length);
      case 118:
        return this.#object(depth);
      case 117:
        return Array.from({ length: this.#entries(depth) }, () => this.value(depth + 1));
      default:
        throw new UpdateRefused("not_allowed", `a value of kind ${tag}`);
    }
  }

  #entries(depth: number): number {
    const entries = this.count();
    if (depth >= VALUE_DEPTH || entries > VALUE_ENTRIES) {
      throw new UpdateRefused("not_allowed", "a value is too big");
    }
    return entries;
  }

  #object(depth: number): unknown {
    const entries = Array.from({ length: this.#entries(depth) }, () => {
      const key = this.text(this.bytes.length);
      if (FORBIDDEN_KEYS.has(key)) {
        throw new UpdateRefused("not_allowed", key);
      }
      return [key, this.value(depth + 1)] as const;
    });
    return Object.fromEntries(entries);
  }

  #int(): number {
    const first = this.byte();
    const sign = (first & 64) > 0 ? -1 : 1;
    let value = first & 63;
    let factor = 64;
    for (let byte = first; byte >= 128; factor *= 128) {
      byte = this.byte();
      value += (byte & 127) * factor;
      if (value > Number.MAX_SAFE_INTEGER) {
        throw malformed();
      }
    }
    return sign * value;
  }

  #view(length: number): DataView {
    if (length > this.left) {
      throw malformed();
    }
    this.at += length;
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + this.at - length, length);
  }
}

export const textOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");

/** How long JavaScript says that a text is whose UTF-8 this is. */
export const lengthInUtf16 = (bytes: Uint8Array): number => {
  let length = 0;
  for (const byte of bytes) {
    // Bytes that continue a character don't count, and those that begin one of four bytes count twice.
    length += byte < ASCII_END || byte >= 0xc0 ? (byte >= 0xf0 ? 2 : 1) : 0;
  }
  return length;
};

/** JSON that was sent to us; throws `UpdateRefused` if it is none, or names what objects have by nature. */
export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (FORBIDDEN_KEYS.has(key)) {
        throw new UpdateRefused("not_allowed", key);
      }
      return value;
    });
  } catch (reason) {
    if (reason instanceof SyntaxError || reason instanceof RangeError) {
      throw malformed();
    }
    throw reason;
  }
};
