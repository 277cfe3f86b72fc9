import {
  Binary,
  BSONRegExp,
  ByteUtils,
  Code,
  Double,
  Long,
  MaxKey,
  MinKey,
  NumberUtils,
  ObjectId,
  onDemand,
  Timestamp,
} from "bson";
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
export function decodeDocument(bytes: Uint8Array, offset = 0): Document {
  try {
    return readDocument(bytes, offset, 1);
  } catch (fault) {
    if (fault instanceof CommandError) {
      throw fault;
    }
    const reason = fault instanceof Error ? fault.message : String(fault);
    throw new CommandError("InvalidBSON", `Invalid BSON: ${reason}`);
  }
}

function readDocument(bytes: Uint8Array, start: number, depth: number): Document {
  refuseDepth(depth);
  const read: Document = new Map();
  for (const [type, nameOffset, nameLength, offset, length] of onDemand.parseToElements(
    bytes,
    start,
  )) {
    const name = text(bytes, nameOffset, nameOffset + nameLength);
    // Of two fields with one name the first counts, as in MongoDB's own reading of a document.
    if (!read.has(name)) {
      read.set(name, readValue(bytes, type, offset, length, depth));
    }
  }
  return read;
}

function readArray(bytes: Uint8Array, start: number, depth: number): Value[] {
  refuseDepth(depth);
  const read: Value[] = [];
  for (const [type, , , offset, length] of onDemand.parseToElements(bytes, start)) {
    read.push(readValue(bytes, type, offset, length, depth));
  }
  return read;
}

function readValue(
  bytes: Uint8Array,
  type: number,
  offset: number,
  length: number,
  depth: number,
): Value {
  switch (type) {
    case 0x01: {
      const value = NumberUtils.getFloat64LE(bytes, offset);
      return isInt32(value) ? new Double(value) : value;
    }
    case 0x02:
      return readString(bytes, offset, length);
    case 0x03:
      return readDocument(bytes, offset, depth + 1);
    case 0x04:
      return readArray(bytes, offset, depth + 1);
    case 0x05:
      return readBinary(bytes, offset, length);
    case 0x07:
      return new ObjectId(bytes.slice(offset, offset + 12));
    case 0x08:
      return readBoolean(bytes, offset);
    case 0x09:
      return readDate(bytes, offset);
    case 0x0a:
      return null;
    case 0x0b:
      return readRegExp(bytes, offset, length);
    case 0x0d:
      return new Code(readString(bytes, offset, length));
    case 0x10:
      return NumberUtils.getInt32LE(bytes, offset);
    case 0x11:
      return new Timestamp(NumberUtils.getBigInt64LE(bytes, offset));
    case 0x12:
      return Long.fromBigInt(NumberUtils.getBigInt64LE(bytes, offset));
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

function refuseDepth(depth: number): void {
  if (depth > MAX_DEPTH) {
    throw new CommandError("Overflow", `BSONObj exceeds maximum nested object depth: ${MAX_DEPTH}`);
  }
}

const text = (bytes: Uint8Array, start: number, end: number) =>
  ByteUtils.toUTF8(bytes, start, end, true);

function readString(bytes: Uint8Array, offset: number, length: number): string {
  const size = NumberUtils.getInt32LE(bytes, offset);
  if (size < 1 || size + 4 !== length || bytes[offset + 3 + size] !== 0) {
    throw new CommandError("InvalidBSON", "Invalid BSON: a string without its end");
  }
  return text(bytes, offset + 4, offset + 3 + size);
}

function readBinary(bytes: Uint8Array, offset: number, length: number): Binary {
  const subtype = bytes[offset + 4] ?? 0;
  return new Binary(bytes.slice(offset + 5, offset + length), subtype);
}

function readBoolean(bytes: Uint8Array, offset: number): boolean {
  const value = bytes[offset];
  if (value !== 0 && value !== 1) {
    throw new CommandError("InvalidBSON", "Invalid BSON: a boolean is 0 or 1");
  }
  return value === 1;
}

function readDate(bytes: Uint8Array, offset: number): Date {
  const date = new Date(Number(NumberUtils.getBigInt64LE(bytes, offset)));
  if (Number.isNaN(date.getTime())) {
    throw new CommandError("BadValue", "a date beyond the year 275760 is not supported");
  }
  return date;
}

function readRegExp(bytes: Uint8Array, offset: number, length: number): BSONRegExp {
  const patternEnd = bytes.indexOf(0, offset);
  const pattern = text(bytes, offset, patternEnd);
  return new BSONRegExp(pattern, text(bytes, patternEnd + 1, offset + length - 1));
}
