import { promisify } from "node:util";
import { crc32, deflateRaw } from "node:zlib";

const deflated = promisify(deflateRaw);
/** 2.0: folders and deflate. */
const VERSION = 20;
const UTF8_NAME = 0x0800;
const DEFLATED = 8;

export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

/** As old systems write it: years from 1980, seconds in pairs. */
const dosTime = (at: Date): number =>
  ((at.getUTCFullYear() - 1980) << 25) |
  ((at.getUTCMonth() + 1) << 21) |
  (at.getUTCDate() << 16) |
  (at.getUTCHours() << 11) |
  (at.getUTCMinutes() << 5) |
  (at.getUTCSeconds() >> 1);

/** What the head of a file and the list at the end say of it alike. */
const headOf = (name: Buffer, packed: Buffer, file: Buffer, at: Date): Buffer => {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(VERSION, 0);
  head.writeUInt16LE(UTF8_NAME, 2);
  head.writeUInt16LE(DEFLATED, 4);
  head.writeUInt32LE(dosTime(at) >>> 0, 6);
  head.writeUInt32LE(crc32(file), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(file.length, 18);
  head.writeUInt16LE(name.length, 22);
  return head;
};

const listed = (name: Buffer, head: Buffer, offset: number): Buffer => {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from("PK\u0001\u0002"), Buffer.of(VERSION, 0), head, rest, name]);
};

/** An archive, piece by piece: no more than one file of it is in memory. */
export async function* writeZip(
  files: AsyncIterable<WrittenFile>,
  at: Date,
): AsyncGenerator<Uint8Array> {
  const list: Buffer[] = [];
  let offset = 0;
  for await (const { path, text } of files) {
    const [name, file] = [Buffer.from(path), Buffer.from(text)];
    const packed = await deflated(file);
    const head = headOf(name, packed, file, at);
    const piece = Buffer.concat([Buffer.from("PK\u0003\u0004"), head, name, packed]);
    list.push(listed(name, head, offset));
    offset += piece.length;
    yield piece;
  }
  const entries = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(list.length, 4);
  end.writeUInt16LE(list.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  yield Buffer.concat([entries, Buffer.from("PK\u0005\u0006"), end]);
}
