import { Binary, BSONRegExp, Code, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { CommandError } from "../errors.ts";
import { pooledCopy } from "./pooledCopy.ts";
import { isInt32, MAX_DEPTH, type Value } from "./values.ts";

/** Documents as they lie in storage, to be sent without reading them. */
export class RawArray {
  readonly documents: readonly Buffer[];
  constructor(documents: readonly Buffer[]) {
    this.documents = documents;
  }
}

/** What may be written: values, and among them documents that are bytes already. */
export type Writable = Value | RawArray | Map<string, Writable>;

const FIRST_BYTES = 64 * 1024;
/** A buffer that has grown past this is not kept for the next document. */
const KEPT_BYTES = 1024 * 1024;
/** Up to here, copying text byte by byte is quicker than asking the system to. */
const SHORT_TEXT = 32;

/** Writes BSON, one document at a time. */
export class BsonWriter {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #maxDepth = 0;

  /** The document's bytes, after room for what goes before them. Throws Overflow for what is nested too deeply. */
  write(source: Map<string, Writable>, { maxDepth, room }: { maxDepth: number; room: number }) {
    this.#length = room;
    this.#maxDepth = maxDepth;
    this.#document(source, 1);
    const written = pooledCopy(this.#bytes, 0, this.#length);
    if (this.#bytes.length > KEPT_BYTES) {
      this.#bytes = Buffer.allocUnsafe(FIRST_BYTES);
    }
    return written;
  }

  #document(source: Map<string, Writable>, depth: number): void {
    this.#refuseDepth(depth);
    const start = this.#begin();
    for (const [name, value] of source) {
      this.#field(name, value, depth);
    }
    this.#end(start);
  }

  #array(source: readonly Value[], depth: number): void {
    this.#refuseDepth(depth);
    const start = this.#begin();
    source.forEach((value, index) => this.#field(String(index), value, depth));
    this.#end(start);
  }

  #rawArray({ documents }: RawArray): void {
    const start = this.#begin();
    documents.forEach((bytes, index) => {
      this.#head(0x03, String(index));
      this.#raw(bytes);
    });
    this.#end(start);
  }

  #begin(): number {
    this.#reserve(4);
    const start = this.#length;
    this.#length += 4;
    return start;
  }

  #end(start: number): void {
    this.#byte(0);
    this.#bytes.writeInt32LE(this.#length - start, start);
  }

  #field(name: string, value: Writable, depth: number): void {
    switch (typeof value) {
      case "string":
        this.#head(0x02, name);
        return this.#string(value);
      case "number":
        return isInt32(value) ? this.#int32(name, value) : this.#double(name, value);
      case "boolean":
        this.#head(0x08, name);
        return this.#byte(value ? 1 : 0);
      default:
    }
    if (value === null) {
      return this.#head(0x0a, name);
    }
    if (value instanceof Map) {
      this.#head(0x03, name);
      return this.#document(value, depth + 1);
    }
    if (Array.isArray(value)) {
      this.#head(0x04, name);
      return this.#array(value, depth + 1);
    }
    if (value instanceof RawArray) {
      this.#head(0x04, name);
      return this.#rawArray(value);
    }
    return this.#object(name, value);
  }

  #object(name: string, value: Exclude<Writable, null | string | number | boolean>): void {
    if (value instanceof Date) {
      this.#head(0x09, name);
      const time = value.getTime();
      return this.#int64(time | 0, Math.floor(time / 2 ** 32));
    }
    if (value instanceof ObjectId) {
      this.#head(0x07, name);
      return this.#raw(value.id);
    }
    if (value instanceof Double) {
      return this.#double(name, value.value);
    }
    // A Timestamp is a Long too: the order of these two matters.
    if (value instanceof Timestamp || value instanceof Long) {
      this.#head(value instanceof Timestamp ? 0x11 : 0x12, name);
      return this.#int64(value.low, value.high);
    }
    if (value instanceof Binary) {
      this.#head(0x05, name);
      const bytes = value.buffer.subarray(0, value.position);
      this.#size(bytes.length);
      this.#byte(value.sub_type);
      return this.#raw(bytes);
    }
    if (value instanceof BSONRegExp) {
      this.#head(0x0b, name);
      this.#cstring(value.pattern);
      return this.#cstring(value.options);
    }
    if (value instanceof Code) {
      this.#head(0x0d, name);
      return this.#string(value.code);
    }
    if (value instanceof MinKey || value instanceof MaxKey) {
      return this.#head(value instanceof MinKey ? 0xff : 0x7f, name);
    }
    throw new TypeError("not a BSON value");
  }

  #head(type: number, name: string): void {
    this.#byte(type);
    this.#cstring(name);
  }

  #int32(name: string, value: number): void {
    this.#head(0x10, name);
    this.#size(value);
  }

  #double(name: string, value: number): void {
    this.#head(0x01, name);
    this.#reserve(8);
    this.#length = this.#bytes.writeDoubleLE(value, this.#length);
  }

  #int64(low: number, high: number): void {
    this.#size(low | 0);
    this.#size(high | 0);
  }

  #size(value: number): void {
    this.#reserve(4);
    this.#length = this.#bytes.writeInt32LE(value, this.#length);
  }

  #byte(value: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
  }

  #raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  #string(value: string): void {
    const start = this.#begin();
    this.#text(value);
    this.#byte(0);
    this.#bytes.writeInt32LE(this.#length - start - 4, start);
  }

  /** Names and patterns end with the first zero, so they must not hold one. */
  #cstring(value: string): void {
    if (value.includes("\0")) {
      throw new CommandError("BadValue", "a field name or pattern must not contain null bytes");
    }
    this.#text(value);
    this.#byte(0);
  }

  #text(value: string): void {
    this.#reserve(value.length * 3);
    if (value.length > SHORT_TEXT || !this.#ascii(value)) {
      this.#length += this.#bytes.write(value, this.#length, "utf8");
    }
  }

  #ascii(value: string): boolean {
    const start = this.#length;
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 0x7f) {
        return false;
      }
      this.#bytes[start + index] = code;
    }
    this.#length = start + value.length;
    return true;
  }

  #reserve(size: number): void {
    if (this.#length + size > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + size));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
  }
  #refuseDepth(depth: number): void {
    if (depth > this.#maxDepth) {
      throw new CommandError(
        "Overflow",
        `BSONObj exceeds maximum nested object depth: ${MAX_DEPTH}`,
      );
    }
  }
}
