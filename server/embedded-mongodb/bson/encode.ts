import { serialize, setInternalBufferSize } from "bson";
import { CommandError } from "../errors.ts";
import { MAX_DOCUMENT_BYTES, type Document, type Value } from "./values.ts";

// Past its buffer `bson` writes nowhere and says nothing, so the buffer must hold more than the greatest document.
const BUFFER_BYTES = 20 * 1024 * 1024;
setInternalBufferSize(BUFFER_BYTES);

/** Throws BSONObjectTooLarge beyond 16 MB. */
export function encodeDocument(source: Document, limit = MAX_DOCUMENT_BYTES): Buffer {
  const bytes = tryToEncode(source);
  if (bytes === undefined || bytes.length > limit) {
    throw new CommandError(
      "BSONObjectTooLarge",
      `BSONObj size is invalid. Size must be between 0 and ${limit}`,
    );
  }
  return bytes;
}

function tryToEncode(source: Document): Buffer | undefined {
  try {
    const bytes = serialize(source, { ignoreUndefined: false });
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  } catch (fault) {
    if (fault instanceof RangeError) {
      return undefined;
    }
    throw fault;
  }
}

/** Documents as they lie in storage, to be sent without reading them. */
export class RawArray {
  readonly documents: Buffer[];
  constructor(documents: Buffer[]) {
    this.documents = documents;
  }
}

export type ReplyValue = Value | RawArray | Reply;
export type Reply = Map<string, ReplyValue>;

/** As `encodeDocument`, without its limit and with raw documents inside. */
export function encodeReply(reply: Reply): Buffer {
  const parts: Buffer[] = [];
  let plain: Document = new Map();
  const flush = () => {
    if (plain.size > 0) {
      // Without the length in front and the end behind.
      parts.push(encodeDocument(plain, BUFFER_BYTES).subarray(4, -1));
      plain = new Map();
    }
  };
  for (const [name, value] of reply) {
    if (value instanceof RawArray) {
      flush();
      parts.push(element(4, name, encodeRawArray(value.documents)));
    } else if (holdsRaw(value)) {
      flush();
      parts.push(element(3, name, encodeReply(value)));
    } else {
      plain.set(name, value);
    }
  }
  flush();
  return framed(parts);
}

function holdsRaw(value: Value | Reply): value is Reply {
  return value instanceof Map && [...value.values()].some((inner) => inner instanceof RawArray);
}

function encodeRawArray(documents: Buffer[]): Buffer {
  const names = documents.map((_, index) => `\x03${index}\0`);
  const size = documents.reduce(
    (total, bytes, index) => total + bytes.length + (names[index]?.length ?? 0),
    5,
  );
  const whole = Buffer.alloc(size);
  let offset = whole.writeInt32LE(size, 0);
  documents.forEach((bytes, index) => {
    offset += whole.write(names[index] ?? "", offset, "latin1");
    offset += bytes.copy(whole, offset);
  });
  return whole;
}

const element = (type: number, name: string, payload: Buffer): Buffer =>
  Buffer.concat([Buffer.from([type]), Buffer.from(name), Buffer.from([0]), payload]);

function framed(parts: Buffer[]): Buffer {
  const whole = Buffer.concat([Buffer.alloc(4), ...parts, Buffer.alloc(1)]);
  whole.writeInt32LE(whole.length, 0);
  return whole;
}
