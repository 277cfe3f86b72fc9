import { CommandError } from "../errors.ts";
import { BsonWriter, type Writable } from "./bsonWriter.ts";
import { MAX_DEPTH, MAX_DOCUMENT_BYTES, type Document } from "./values.ts";

export type Reply = Map<string, Writable>;

const writer = new BsonWriter();

/** Throws BSONObjectTooLarge beyond 16 MB, Overflow where it is nested too deeply to be read again. */
export function encodeDocument(source: Document, limit = MAX_DOCUMENT_BYTES): Buffer {
  const bytes = writer.write(source, { maxDepth: MAX_DEPTH, room: 0 });
  if (bytes.length > limit) {
    throw new CommandError(
      "BSONObjectTooLarge",
      `BSONObj size is invalid. Size must be between 0 and ${limit}`,
    );
  }
  return bytes;
}

/** As `encodeDocument`, with room in front, and without its limits: a reply holds documents some levels down. */
export const encodeReply = (reply: Reply, room: number): Buffer =>
  writer.write(reply, { maxDepth: 2 * MAX_DEPTH, room });
