import { createHash, randomUUID } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { deserialize, serialize } from "node:v8";
import { FIELDS } from "./fields.ts";
import { porterStem } from "./porterStem.ts";
import type { Steps } from "./steps.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** Of what stands in the files. */
const FORMAT = 1;
const SAMPLE = `The quick-running foxes weren't organised; naïve readers' colours, 3.5 kg, ﬁne.
共享汽車的資訊軟體品質與公車站牌，颱風過後檢查腳踏車煞車、後視鏡和行動電源。
共享汽车的信息软件质量与公交站牌，台风过后检查自行车刹车、后视镜和充电宝。 かな 한국어`;
const LENGTH_BYTES = 4;
const CHUNK_BYTES = 1024 * 1024;

/** Of files that this program may read: what it would make of the same texts is the same. */
export const formatOf = (tokenizer: Tokenizer): string => {
  const terms = tokenizer.tokens(SAMPLE).map(({ term }) => [term, porterStem(term)]);
  return createHash("sha256")
    .update(JSON.stringify([FORMAT, FIELDS, terms]))
    .digest("hex");
};

/** Writes a file, whole or not at all, a piece in each step; returns the digest of what is in it. */
export function* writePieces(path: string, pieces: Iterable<unknown>): Steps<string> {
  const beside = `${path}.${randomUUID()}`;
  const hash = createHash("sha256");
  const file = openSync(beside, "wx", 0o600);
  try {
    const write = (bytes: Uint8Array): void => {
      hash.update(bytes);
      for (let at = 0; at < bytes.length;) {
        at += writeSync(file, bytes, at);
      }
    };
    for (const piece of pieces) {
      const bytes = serialize(piece);
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt32LE(bytes.length);
      write(length);
      write(bytes);
      yield;
    }
    fsyncSync(file);
  } catch (reason) {
    rmSync(beside, { force: true });
    throw reason;
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
  return hash.digest("hex");
}

/** Up to so many bytes that come next. */
const readNext = (file: number, most: number): Uint8Array => {
  const bytes = new Uint8Array(most);
  let length = 0;
  for (let got = -1; got !== 0 && length < most; length += got) {
    got = readSync(file, bytes, length, most - length, null);
  }
  return bytes.subarray(0, length);
};

/** What a file holds by its digest; undefined if there is none. */
export const digestOf = (path: string): string | undefined => {
  if (!existsSync(path)) {
    return undefined;
  }
  const hash = createHash("sha256");
  const file = openSync(path, "r");
  try {
    for (let chunk = readNext(file, CHUNK_BYTES); chunk.length > 0;) {
      hash.update(chunk);
      chunk = readNext(file, CHUNK_BYTES);
    }
    return hash.digest("hex");
  } finally {
    closeSync(file);
  }
};

/** What was written, piece by piece. Only of a file whose digest is known: what else is in one may be anything. */
export function* readPieces<Piece>(path: string): Generator<Piece, undefined> {
  const file = openSync(path, "r");
  try {
    for (let head = readNext(file, LENGTH_BYTES); head.length > 0;) {
      const { buffer, byteOffset } = head;
      const length = new DataView(buffer, byteOffset).getUint32(0, true);
      yield deserialize(readNext(file, length));
      head = readNext(file, LENGTH_BYTES);
    }
  } finally {
    closeSync(file);
  }
}
