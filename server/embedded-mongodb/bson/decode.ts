import { Binary, BSONRegExp, Code, Double, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { isUtf8 } from "node:buffer";
import { CommandError } from "../errors.ts";
import { isInt32, MAX_DEPTH, type Document, type Value } from "./values.ts";

const unsupported = new Map([
  [0x06, "undefined"],
  [0x0c, "dbPointer"],
  [0x0e, "symbol"],
  [0x0f, "javascriptWithScope"],
  [0x13, "decimal"],
]);

/** Reads one whole document; refuses what is malformed and the types that this engine does not know. */
export function decodeDocument(bytes: Buffer, offset = 0): Document {
  return new BsonReader(bytes, offset).document(bytes.length, 1);
}

const invalid = (what: string) => new CommandError("InvalidBSON", `Invalid BSON: ${what}`);

function utf8(bytes: Buffer): string {
  if (!isUtf8(bytes)) {
    throw invalid("text that is not UTF-8");
  }
  return bytes.toString("utf8");
}

const NAMES = 1_024;
const LONGEST_NAME = 64;
const names: (string | undefined)[] = Array.from({ length: NAMES }, () => undefined);

class BsonReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Buffer, at: number) {
    this.#bytes = bytes;
    this.#at = at;
  }

  document(limit: number, depth: number): Document {
    const end = this.#open(limit, depth);
    const read: Document = new Map();
    while (this.#at < end) {
      const type = this.#bytes[this.#at++] ?? 0;
      const name = this.#name(end);
      const value = this.#value(type, end, depth);
      // Of two fields with one name the first counts, as in MongoDB's own reading of a document.
      if (!read.has(name)) {
        read.set(name, value);
      }
    }
    this.#close(end);
    return read;
  }

  #array(limit: number, depth: number): Value[] {
    const end = this.#open(limit, depth);
    const read: Value[] = [];
    while (this.#at < end) {
      const type = this.#bytes[this.#at++] ?? 0;
      this.#at = this.#endOfText(end) + 1;
      read.push(this.#value(type, end, depth));
    }
    this.#close(end);
    return read;
  }

  /** Where the zero lies that ends the document. */
  #open(limit: number, depth: number): number {
    if (depth > MAX_DEPTH) {
      throw new CommandError(
        "Overflow",
        `BSONObj exceeds maximum nested object depth: ${MAX_DEPTH}`,
      );
    }
    const start = this.#at;
    const size = this.#int32(limit);
    const end = start + size - 1;
    if (size < 5 || end >= limit || this.#bytes[end] !== 0) {
      throw invalid("a document without its end");
    }
    return end;
  }

  #close(end: number): void {
    if (this.#at !== end) {
      throw invalid("a value beyond the end of its document");
    }
    this.#at = end + 1;
  }

  #value(type: number, end: number, depth: number): Value {
    switch (type) {
      case 0x01: {
        const value = this.#bytes.readDoubleLE(this.#take(8, end));
        return isInt32(value) ? new Double(value) : value;
      }
      case 0x02:
        return this.#string(end);
      case 0x03:
        return this.document(end, depth + 1);
      case 0x04:
        return this.#array(end, depth + 1);
      case 0x05:
        return this.#binary(end);
      case 0x07: {
        const at = this.#take(12, end);
        return new ObjectId(Uint8Array.prototype.slice.call(this.#bytes, at, at + 12));
      }
      case 0x08:
        return this.#boolean(end);
      case 0x09:
        return this.#date(end);
      case 0x0a:
        return null;
      case 0x0b:
        return this.#regExp(end);
      case 0x0d:
        return new Code(this.#string(end));
      case 0x10:
        return this.#int32(end);
      case 0x11:
        return new Timestamp(this.#long(end).toUnsigned());
      case 0x12:
        return this.#long(end);
      case 0xff:
        return new MinKey();
      case 0x7f:
        return new MaxKey();
      default:
        throw new CommandError(
          "BadValue",
          `BSON type ${unsupported.get(type) ?? type} is not supported by this engine`,
        );
    }
  }

  /** Goes on by so many bytes and tells where they begin. */
  #take(size: number, end: number): number {
    const at = this.#at;
    if (size < 0 || at + size > end) {
      throw invalid("a value beyond the end of its document");
    }
    this.#at = at + size;
    return at;
  }

  #int32(end: number): number {
    return this.#bytes.readInt32LE(this.#take(4, end));
  }

  #long(end: number): Long {
    const at = this.#take(8, end);
    return new Long(this.#bytes.readInt32LE(at), this.#bytes.readInt32LE(at + 4));
  }

  #endOfText(end: number): number {
    // The document ends with a zero, so that there is one.
    let at = this.#at;
    while (this.#bytes[at] !== 0) {
      at += 1;
    }
    if (at >= end) {
      throw invalid("a name without its end");
    }
    return at;
  }

  #cstring(end: number): string {
    const [start, stop] = [this.#at, this.#endOfText(end)];
    this.#at = stop + 1;
    return this.#text(start, stop);
  }

  /** As `#cstring`: names come again and again, so the latest are kept. */
  #name(end: number): string {
    const [start, stop] = [this.#at, this.#endOfText(end)];
    this.#at = stop + 1;
    let hash = stop - start;
    for (let at = start; at < stop; at += 1) {
      hash = (hash * 31 + (this.#bytes[at] ?? 0)) & (NAMES - 1);
    }
    const known = names[hash];
    if (known !== undefined && this.#isText(known, start, stop)) {
      return known;
    }
    const name = this.#text(start, stop);
    if (name.length <= LONGEST_NAME && name.length === stop - start) {
      names[hash] = name;
    }
    return name;
  }

  #isText(text: string, start: number, stop: number): boolean {
    if (text.length !== stop - start) {
      return false;
    }
    for (let index = 0; index < text.length; index += 1) {
      if (text.charCodeAt(index) !== this.#bytes[start + index]) {
        return false;
      }
    }
    return true;
  }

  #string(end: number): string {
    const size = this.#int32(end);
    const start = this.#take(size, end);
    if (size < 1 || this.#bytes[start + size - 1] !== 0) {
      throw invalid("a string without its end");
    }
    return this.#text(start, start + size - 1);
  }

  #text(start: number, end: number): string {
    for (let at = start; at < end; at += 1) {
      if ((this.#bytes[at] ?? 0) > 0x7f) {
        return utf8(this.#bytes.subarray(start, end));
      }
    }
    return this.#bytes.toString("latin1", start, end);
  }

  #binary(end: number): Binary {
    const size = this.#int32(end);
    const subtype = this.#bytes[this.#take(1, end)] ?? 0;
    const start = this.#take(size, end);
    return new Binary(Uint8Array.prototype.slice.call(this.#bytes, start, start + size), subtype);
  }

  #regExp(end: number): BSONRegExp {
    const [pattern, options] = [this.#cstring(end), this.#cstring(end)];
    if (!/^[imsulx]*$/.test(options)) {
      throw invalid(`a regular expression with the options '${options}'`);
    }
    return new BSONRegExp(pattern, options);
  }

  #boolean(end: number): boolean {
    const value = this.#bytes[this.#take(1, end)];
    if (value !== 0 && value !== 1) {
      throw invalid("a boolean is 0 or 1");
    }
    return value === 1;
  }

  #date(end: number): Date {
    const at = this.#take(8, end);
    const date = new Date(this.#bytes.readInt32LE(at + 4) * 2 ** 32 + this.#bytes.readUInt32LE(at));
    if (Number.isNaN(date.getTime())) {
      throw new CommandError("BadValue", "a date beyond the year 275760 is not supported");
    }
    return date;
  }
}
