import { crc32, inflateRawSync } from "node:zlib";
import { ArchiveRefused } from "./archiveRefused.ts";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const COMMENT_MAX = 0xffff;
/** Stands where a number is too large for this form of zip. */
const ELSEWHERE = 0xffffffff;
const ENCRYPTED = 1;
const STORED = 0;
const DEFLATED = 8;
const LINK_MODE = 0xa000;
/** Bytes: of what goes out, at most twelve names below each other. */
const NAME_MAX = 4096;

export interface ZipLimits {
  readonly entries: number;
  /** Of one file, unpacked. */
  readonly fileBytes: number;
  /** Of all that are read, unpacked. */
  readonly allBytes: number;
}

export interface ZipEntry {
  /** With `/` between its parts, relative, without `.` and `..`. */
  readonly path: string;
  /** Unpacks it: what comes out is what was packed. */
  readonly read: () => Uint8Array;
}

/** An archive of files, in the order in which it lists them. Throws `ArchiveRefused`. */
export const readZip = (bytes: Uint8Array, limits: ZipLimits): readonly ZipEntry[] => {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(zip);
  const count = zip.readUInt16LE(end + 10);
  const start = zip.readUInt32LE(end + 16);
  const isWhole = zip.readUInt16LE(end + 8) === count && zip.readUInt16LE(end + 4) === 0;
  if (!isWhole || start + zip.readUInt32LE(end + 12) > end) {
    throw new ArchiveRefused("wrong_format");
  }
  if (count > limits.entries) {
    throw new ArchiveRefused("too_long");
  }
  const budget = { left: limits.allBytes };
  const seen = new Set<string>();
  const entries: ZipEntry[] = [];
  let at = start;
  for (let number = 0; number < count; number += 1) {
    const head = headAt(zip, at, end);
    at = head.next;
    if (seen.has(head.path)) {
      throw new ArchiveRefused("duplicate", head.path);
    }
    seen.add(head.path);
    if (!head.isFolder) {
      entries.push({ path: head.path, read: () => unpack(zip, head, limits, budget) });
    }
  }
  return entries;
};

const endOf = (zip: Buffer): number => {
  const first = Math.max(0, zip.length - END_BYTES - COMMENT_MAX);
  for (let at = zip.length - END_BYTES; at >= first; at -= 1) {
    if (zip.readUInt32LE(at) === END && zip.readUInt16LE(at + 20) === zip.length - at - END_BYTES) {
      return at;
    }
  }
  throw new ArchiveRefused("wrong_format");
};

interface Head {
  readonly path: string;
  readonly name: Buffer;
  readonly isFolder: boolean;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
  readonly next: number;
}

const headAt = (zip: Buffer, at: number, end: number): Head => {
  if (at + ENTRY_BYTES > end || zip.readUInt32LE(at) !== ENTRY) {
    throw new ArchiveRefused("wrong_format");
  }
  const nameEnd = at + ENTRY_BYTES + zip.readUInt16LE(at + 28);
  const next = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  if (next > end) {
    throw new ArchiveRefused("wrong_format");
  }
  const name = zip.subarray(at + ENTRY_BYTES, nameEnd);
  const path = pathOf(name);
  // The mode that Unix gives a file: a link leads out of the archive.
  if ((zip.readUInt16LE(at + 40) & 0xf000) === LINK_MODE) {
    throw new ArchiveRefused("unsafe_path", path);
  }
  return {
    path: path.replace(/\/$/, ""),
    name,
    isFolder: path.endsWith("/"),
    isEncrypted: (zip.readUInt16LE(at + 8) & ENCRYPTED) === ENCRYPTED,
    method: zip.readUInt16LE(at + 10),
    crc: zip.readUInt32LE(at + 16),
    packed: zip.readUInt32LE(at + 20),
    size: zip.readUInt32LE(at + 24),
    local: zip.readUInt32LE(at + 42),
    next,
  };
};

const textOf = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** What a path must not have: what some system takes as a way out of the folder, or can't write. */
const UNSAFE = /[\\\u0000-\u001f\u007f]|^\/|^[a-zA-Z]:/;

const pathOf = (name: Buffer): string => {
  if (name.length > NAME_MAX) {
    throw new ArchiveRefused("too_long", name.subarray(0, 80).toString("latin1"));
  }
  const path = textOf(name)?.normalize("NFC");
  if (path === undefined) {
    throw new ArchiveRefused("not_utf8", name.toString("latin1"));
  }
  const parts = path.replace(/\/$/, "").split("/");
  if (UNSAFE.test(path) || parts.some((part) => ["", ".", ".."].includes(part.trim()))) {
    throw new ArchiveRefused("unsafe_path", path);
  }
  return path;
};

const unpack = (
  zip: Buffer,
  { path, name, isEncrypted, method, crc, packed, size, local }: Head,
  limits: ZipLimits,
  budget: { left: number },
): Uint8Array => {
  const isKnown = method === STORED || method === DEFLATED;
  const isHere =
    local + LOCAL_BYTES <= zip.length && zip.readUInt32LE(local) === LOCAL && packed !== ELSEWHERE;
  if (isEncrypted || !isKnown || !isHere) {
    throw new ArchiveRefused("wrong_format", path);
  }
  if (size > limits.fileBytes || size > budget.left) {
    throw new ArchiveRefused("too_big", path);
  }
  const nameEnd = local + LOCAL_BYTES + zip.readUInt16LE(local + 26);
  const start = nameEnd + zip.readUInt16LE(local + 28);
  if (start + packed > zip.length || !zip.subarray(local + LOCAL_BYTES, nameEnd).equals(name)) {
    throw new ArchiveRefused("wrong_format", path);
  }
  const data = zip.subarray(start, start + packed);
  const file = method === STORED ? data : inflate(data, size, path);
  if (file.length !== size || crc32(file) !== crc) {
    throw new ArchiveRefused("wrong_format", path);
  }
  budget.left -= size;
  return file;
};

/** No more than was announced is ever unpacked. */
const inflate = (data: Uint8Array, size: number, path: string): Uint8Array => {
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
  } catch (cause) {
    if (cause instanceof Error && "code" in cause) {
      throw new ArchiveRefused("wrong_format", path);
    }
    throw cause;
  }
};

/** A file as text; throws `ArchiveRefused` where it is none. */
export const readText = ({ path, read }: ZipEntry): string => {
  const text = textOf(read());
  if (text === undefined) {
    throw new ArchiveRefused("not_utf8", path);
  }
  return text;
};
