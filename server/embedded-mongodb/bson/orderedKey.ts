import { Binary, BSONRegExp, Code, Double, Long, ObjectId, Timestamp } from "bson";
import { pooledCopy } from "./pooledCopy.ts";
import { typeName, type TypeName } from "./typeNames.ts";
import { toNumber, type Maybe, type Numeric } from "./values.ts";

/** The first byte of every encoded value, in MongoDB's order of types. */
export const typeOrder = {
  minKey: 0x08,
  /** An empty array, in an index only. */
  nothing: 0x0c,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x50,
  binData: 0x60,
  objectId: 0x68,
  bool: 0x70,
  date: 0x78,
  timestamp: 0x80,
  regex: 0x88,
  code: 0x90,
  maxKey: 0xf0,
} as const;

const SHORT_TEXT = 32;

/** Collects bytes whose plain order (`Buffer.compare`) is MongoDB's order of the values written. */
export class KeyWriter {
  #bytes = Buffer.allocUnsafe(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): this {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  raw(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  uint32(value: number): this {
    this.#reserve(4);
    this.#length = this.#bytes.writeUInt32BE(value, this.#length);
    return this;
  }

  /** A value of a missing field counts as null, as it does in an index. */
  value(value: Maybe): this {
    this.byte(typeByteOf(value));
    return this.#payload(value);
  }

  /** The same in the opposite order. */
  descending(value: Maybe): this {
    const start = this.#length;
    this.value(value);
    this.invert(start);
    return this;
  }

  invert(start: number): void {
    for (let at = start; at < this.#length; at += 1) {
      this.#bytes[at] = 0xff ^ (this.#bytes[at] ?? 0);
    }
  }

  /** The bytes so far; the writer can go on. */
  take(): Buffer {
    return pooledCopy(this.#bytes, 0, this.#length);
  }

  truncate(length: number): this {
    this.#length = length;
    return this;
  }

  #payload(value: Maybe): this {
    if (typeof value === "string") {
      return this.#text(value);
    }
    if (typeof value === "number" || value instanceof Double) {
      return this.#number(value);
    }
    if (value instanceof Date) {
      return this.#int64(BigInt(value.getTime()));
    }
    if (typeof value === "boolean") {
      return this.byte(value ? 1 : 0);
    }
    if (value instanceof ObjectId) {
      return this.raw(value.id);
    }
    if (value instanceof Timestamp) {
      return this.#uint64(value.toBigInt());
    }
    if (value instanceof Long) {
      return this.#number(value);
    }
    if (value instanceof Map) {
      for (const [name, inner] of value) {
        this.byte(typeByteOf(inner)).#text(name).#payload(inner);
      }
      return this.byte(0);
    }
    if (Array.isArray(value)) {
      for (const inner of value) {
        this.value(inner);
      }
      return this.byte(0);
    }
    if (value instanceof Binary) {
      const bytes = value.buffer.subarray(0, value.position);
      return this.uint32(bytes.length).byte(value.sub_type).raw(bytes);
    }
    if (value instanceof BSONRegExp) {
      return this.#text(value.pattern).#text(value.options);
    }
    if (value instanceof Code) {
      return this.#text(value.code);
    }
    return this;
  }

  #text(value: string): this {
    if (value.length <= SHORT_TEXT && this.#plain(value)) {
      return this.byte(0).byte(0);
    }
    const size = Buffer.byteLength(value);
    this.#reserve(size + 2);
    const start = this.#length;
    this.#length += this.#bytes.write(value, start, "utf8");
    if (value.includes("\0")) {
      this.#length = start;
      for (const byte of Buffer.from(value)) {
        this.byte(byte);
        // A zero inside must sort after the end, which is two zeros.
        if (byte === 0) {
          this.byte(0xff);
        }
      }
    }
    return this.byte(0).byte(0);
  }

  /** Whether it could be written a byte for each letter: for few, that is quicker than to ask the system to. */
  #plain(value: string): boolean {
    this.#reserve(value.length);
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code === 0 || code > 0x7f) {
        return false;
      }
      this.#bytes[this.#length + index] = code;
    }
    this.#length += value.length;
    return true;
  }

  #number(value: Numeric): this {
    this.#reserve(10);
    const near = value instanceof Long ? flooredToDouble(value) : toNumber(value);
    const at = this.#length;
    // Adding zero turns -0 into 0; there is one NaN, below every number.
    this.#bytes.writeDoubleBE(near + 0, at);
    if (Number.isNaN(near)) {
      this.#bytes.fill(0, at, at + 8);
    } else if (near < 0) {
      for (let index = at; index < at + 8; index += 1) {
        this.#bytes[index] = 0xff ^ (this.#bytes[index] ?? 0);
      }
    } else {
      this.#bytes[at] = 0x80 | (this.#bytes[at] ?? 0);
    }
    this.#length += 8;
    if (Math.abs(near) >= 2 ** 53 && Number.isFinite(near)) {
      const rest = value instanceof Long ? Number(value.toBigInt() - BigInt(near)) : 0;
      this.byte(rest >> 8).byte(rest & 0xff);
    }
    return this;
  }

  #int64(value: bigint): this {
    return this.#uint64(BigInt.asUintN(64, value) ^ (1n << 63n));
  }

  #uint64(value: bigint): this {
    this.#reserve(8);
    this.#length = this.#bytes.writeBigUInt64BE(BigInt.asUintN(64, value), this.#length);
    return this;
  }

  #reserve(size: number): void {
    if (this.#length + size > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + size));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
  }
}

/** The greatest double that is not above it. */
function flooredToDouble(value: Long): number {
  const near = value.toNumber();
  if (BigInt(near) <= value.toBigInt()) {
    return near;
  }
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, near);
  view.setBigInt64(0, view.getBigInt64(0) + (near > 0 ? -1n : 1n));
  return view.getFloat64(0);
}

const typeBytes: Readonly<Record<TypeName | "missing", number>> = {
  ...typeOrder,
  missing: typeOrder.null,
  int: typeOrder.number,
  long: typeOrder.number,
  double: typeOrder.number,
  javascript: typeOrder.code,
};

export const typeByteOf = (value: Maybe): number => typeBytes[typeName(value)];

/** The order-preserving bytes of one value. */
export const orderedKey = (value: Maybe): Buffer => shared.truncate(0).value(value).take();

const shared = new KeyWriter();
