import { createHash } from "node:crypto";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** Below the shortest that a system allows (macOS 103 bytes). */
const MAX_SOCKET_PATH = 100;
export const SOCKET_NAME = "mongodb.sock";
const HASH_DIGITS = 16;

/** Where the engine of a data folder (an absolute path) listens: beside the data, or where that path is too long. */
export function socketPathOf(dataDir: string): string {
  const beside = join(dataDir, "socket", SOCKET_NAME);
  const short = createHash("sha256").update(dataDir).digest("hex").slice(0, HASH_DIGITS);
  return Buffer.byteLength(beside) <= MAX_SOCKET_PATH
    ? beside
    : join(tmpdir(), sharedPrefix() + short, SOCKET_NAME);
}

const sharedPrefix = (): string => `embedded-mongodb-${userInfo().uid}-`;

/** Whether a folder of this name in the temporary directory is for the socket of one of this user's engines. */
export const isSharedSocketFolder = (name: string): boolean =>
  name.startsWith(sharedPrefix()) && name.length === sharedPrefix().length + HASH_DIGITS;

export const uriOfSocket = (path: string): string =>
  `mongodb://${encodeURIComponent(path)}/?directConnection=true`;
