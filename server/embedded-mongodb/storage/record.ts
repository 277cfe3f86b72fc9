import { crc32 } from "node:zlib";
import type { Change } from "./merged.ts";

/** The size and the checksum of what follows them. */
const HEAD_BYTES = 8;
/** Head, and the number of the commit. */
const START_BYTES = HEAD_BYTES + 6;
/** The sizes of a key and of a value. */
const CHANGE_BYTES = 2 + 4;
/** In place of a value's size, where the key was removed. */
const REMOVED = 0xffff_ffff;

/** A change where it lies in its record: most are never looked at again, and offsets take less memory than what they stand for. */
export class Recorded implements Change {
  readonly #record: Buffer;
  readonly #at: number;

  constructor(record: Buffer, at: number) {
    this.#record = record;
    this.#at = at;
  }

  get key(): Buffer {
    return this.#record.subarray(this.#at + CHANGE_BYTES, this.#valueAt);
  }

  hasKey(key: Buffer): boolean {
    const start = this.#at + CHANGE_BYTES;
    if (this.#record.readUInt16LE(this.#at) !== key.length) {
      return false;
    }
    for (let at = 0; at < key.length; at += 1) {
      if (this.#record[start + at] !== key[at]) {
        return false;
      }
    }
    return true;
  }

  get value(): Buffer | undefined {
    const size = this.#record.readUInt32LE(this.#at + 2);
    const start = this.#valueAt;
    return size === REMOVED ? undefined : this.#record.subarray(start, start + size);
  }

  /** Where the next one begins. */
  get end(): number {
    const size = this.#record.readUInt32LE(this.#at + 2);
    return this.#valueAt + (size === REMOVED ? 0 : size);
  }

  get #valueAt(): number {
    return this.#at + CHANGE_BYTES + this.#record.readUInt16LE(this.#at);
  }
}

/** What the journal keeps of one commit. */
export interface JournalRecord {
  commit: number;
  changes: Recorded[];
}

export const recordBytes = (changes: readonly Change[]): number =>
  changes.reduce(
    (sum, { key, value }) => sum + CHANGE_BYTES + key.length + (value?.length ?? 0),
    START_BYTES,
  );

export function writeRecord(commit: number, changes: readonly Change[]): Buffer {
  const record = Buffer.allocUnsafeSlow(recordBytes(changes));
  record.writeUIntLE(commit, HEAD_BYTES, 6);
  let at = START_BYTES;
  for (const { key, value } of changes) {
    record.writeUInt16LE(key.length, at);
    record.writeUInt32LE(value ? value.length : REMOVED, at + 2);
    at += CHANGE_BYTES;
    at += key.copy(record, at);
    at += value ? value.copy(record, at) : 0;
  }
  record.writeUInt32LE(record.length, 0);
  record.writeUInt32LE(crc32(record.subarray(HEAD_BYTES)), 4);
  return record;
}

/** The records from the beginning on, up to where one is torn; behind the last one may lie some of the time before. */
export function* readRecords(bytes: Buffer): Generator<JournalRecord> {
  for (let at = 0; at + START_BYTES <= bytes.length;) {
    const size = bytes.readUInt32LE(at);
    const record = bytes.subarray(at, at + size);
    if (
      size < START_BYTES ||
      record.length < size ||
      crc32(record.subarray(HEAD_BYTES)) !== record.readUInt32LE(4)
    ) {
      return;
    }
    const commit = record.readUIntLE(HEAD_BYTES, 6);
    yield { commit, changes: changesOf(record) };
    at += size;
  }
}

export function changesOf(record: Buffer): Recorded[] {
  const changes: Recorded[] = [];
  for (let at = START_BYTES; at < record.length;) {
    const change = new Recorded(record, at);
    changes.push(change);
    at = change.end;
  }
  return changes;
}
