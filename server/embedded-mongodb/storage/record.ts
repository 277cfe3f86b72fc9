import { crc32 } from "node:zlib";
import { changeEnd } from "./change.ts";

/** The size and the checksum of what follows them. */
const HEAD_BYTES = 8;
/** Head, and the number of the commit. */
const START_BYTES = HEAD_BYTES + 6;

/** What the journal keeps of one commit. */
export interface JournalRecord {
  commit: number;
  bytes: Buffer;
}

/** How long the record of a commit will be. */
export const recordBytes = (parts: readonly Buffer[]): number =>
  parts.reduce((sum, { length }) => sum + length, START_BYTES);

export function writeRecord(commit: number, parts: readonly Buffer[]): Buffer {
  const size = recordBytes(parts);
  const record = Buffer.allocUnsafeSlow(size);
  let at = START_BYTES;
  for (const part of parts) {
    record.set(part, at);
    at += part.length;
  }
  record.writeUInt32LE(size, 0);
  record.writeUIntLE(commit, HEAD_BYTES, 6);
  record.writeUInt32LE(crc32(record.subarray(HEAD_BYTES)), 4);
  return record;
}

/** The records from the beginning on, up to where one is torn; behind the last one may lie some of the time before. */
export function* readRecords(journal: Buffer): Generator<JournalRecord> {
  for (let at = 0; at + START_BYTES <= journal.length;) {
    const size = journal.readUInt32LE(at);
    const bytes = journal.subarray(at, at + size);
    if (
      size < START_BYTES ||
      bytes.length < size ||
      crc32(bytes.subarray(HEAD_BYTES)) !== bytes.readUInt32LE(4)
    ) {
      return;
    }
    yield { commit: bytes.readUIntLE(HEAD_BYTES, 6), bytes };
    at += size;
  }
}

/** Where its changes begin. */
export function* changesIn(record: Buffer): Generator<number> {
  for (let at = START_BYTES; at < record.length; at = changeEnd(record, at)) {
    yield at;
  }
}
