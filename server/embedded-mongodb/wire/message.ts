import { decodeDocument } from "../bson/decode.ts";
import { encodeReply, type Reply } from "../bson/encode.ts";
import type { Document } from "../bson/values.ts";

export const MAX_MESSAGE_BYTES = 48_000_000;
export const HEADER_BYTES = 16;

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const MORE_TO_COME = 2;
/** Of the first 16 flags, an unknown one must not be passed over. */
const UNKNOWN_FLAGS = 0xffff & ~MORE_TO_COME;

export interface Message {
  requestId: number;
  isLegacy: boolean;
  database: string | undefined;
  body: Document;
  sequences: ReadonlyMap<string, readonly Buffer[]>;
  expectsReply: boolean;
}

/** What a peer sent is not a message of this protocol: its connection cannot go on. */
export class ProtocolError extends Error {}

/** Throws ProtocolError for what is no message, CommandError for a message with a body that cannot be read. */
export function parseMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4);
  switch (bytes.readInt32LE(12)) {
    case OP_MSG:
      return parseMsg(bytes, requestId);
    case OP_QUERY:
      return parseQuery(bytes, requestId);
    default:
      throw new ProtocolError(`unknown operation ${bytes.readInt32LE(12)}`);
  }
}

function parseMsg(bytes: Buffer, requestId: number): Message {
  if (bytes.length < HEADER_BYTES + 4 + 1 + 5) {
    throw new ProtocolError("a message without a section");
  }
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  if ((flags & UNKNOWN_FLAGS) !== 0) {
    throw new ProtocolError("unknown flags");
  }
  const sequences = new Map<string, Buffer[]>();
  let body: { at: number } | undefined;
  let offset = HEADER_BYTES + 4;
  while (offset < bytes.length) {
    const kind = bytes[offset];
    const size = sizeAt(bytes, offset + 1, bytes.length);
    if (kind === 0) {
      if (body) {
        throw new ProtocolError("a message with two bodies");
      }
      body = { at: offset + 1 };
    } else if (kind === 1) {
      const { name, documents } = parseSequence(bytes.subarray(offset + 5, offset + 1 + size));
      if (sequences.has(name)) {
        throw new ProtocolError("two sequences of one name");
      }
      sequences.set(name, documents);
    } else {
      throw new ProtocolError("an unknown kind of section");
    }
    offset += 1 + size;
  }
  if (!body) {
    throw new ProtocolError("a message without a body");
  }
  return {
    requestId,
    isLegacy: false,
    database: undefined,
    body: decodeDocument(bytes, body.at),
    sequences,
    expectsReply: (flags & MORE_TO_COME) === 0,
  };
}

function parseSequence(bytes: Buffer): { name: string; documents: Buffer[] } {
  const nameEnd = bytes.indexOf(0);
  if (nameEnd < 0) {
    throw new ProtocolError("a sequence without a name");
  }
  const documents: Buffer[] = [];
  let offset = nameEnd + 1;
  while (offset < bytes.length) {
    const size = sizeAt(bytes, offset, bytes.length);
    documents.push(bytes.subarray(offset, offset + size));
    offset += size;
  }
  return { name: bytes.toString("utf8", 0, nameEnd), documents };
}

function sizeAt(bytes: Buffer, offset: number, end: number): number {
  const size = offset + 4 <= end ? bytes.readInt32LE(offset) : -1;
  if (size < 5 || offset + size > end) {
    throw new ProtocolError("a size that cannot be");
  }
  return size;
}

/** The old way to ask; drivers use it for their first `isMaster` and for nothing else. */
function parseQuery(bytes: Buffer, requestId: number): Message {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  if (nameEnd < 0 || nameEnd + 9 + 5 > bytes.length) {
    throw new ProtocolError("a query without an end");
  }
  const namespace = bytes.toString("utf8", HEADER_BYTES + 4, nameEnd);
  if (!namespace.endsWith(".$cmd")) {
    throw new ProtocolError("the old queries are no longer spoken");
  }
  sizeAt(bytes, nameEnd + 9, bytes.length);
  return {
    requestId,
    isLegacy: true,
    database: namespace.slice(0, -".$cmd".length),
    body: decodeDocument(bytes, nameEnd + 9),
    sequences: new Map(),
    expectsReply: true,
  };
}

let lastRequestId = 0;

export function formatReply(reply: Reply, to: { requestId: number; isLegacy: boolean }): Buffer {
  const headBytes = HEADER_BYTES + (to.isLegacy ? 20 : 5);
  const message = encodeReply(reply, headBytes);
  message.fill(0, 0, headBytes);
  message.writeInt32LE(message.length, 0);
  lastRequestId = (lastRequestId + 1) & 0x7fffffff;
  message.writeInt32LE(lastRequestId, 4);
  message.writeInt32LE(to.requestId, 8);
  message.writeInt32LE(to.isLegacy ? OP_REPLY : OP_MSG, 12);
  if (to.isLegacy) {
    // Behind flags, cursor and start: one document is returned.
    message.writeInt32LE(1, HEADER_BYTES + 16);
  }
  return message;
}
