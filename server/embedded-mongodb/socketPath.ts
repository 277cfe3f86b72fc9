import { createHash } from "node:crypto";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";

/** Below the shortest that a system allows (macOS 103 bytes). */
const MAX_SOCKET_PATH = 100;

/** Where the engine of a data folder (an absolute path) listens: beside the data, or where that path is too long. */
export function socketPathOf(dataDir: string): string {
  const name = "mongodb.sock";
  const beside = join(dataDir, "socket", name);
  const short = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  return Buffer.byteLength(beside) <= MAX_SOCKET_PATH
    ? beside
    : join(tmpdir(), `embedded-mongodb-${userInfo().uid}-${short}`, name);
}

export const uriOfSocket = (path: string): string =>
  `mongodb://${encodeURIComponent(path)}/?directConnection=true`;
