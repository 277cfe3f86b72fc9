import { chmodSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { isSharedSocketFolder, SOCKET_NAME } from "./socketPath.ts";

/** Which only this user may enter. */
export function makeSocketFolder(socketPath: string): void {
  const folder = dirname(socketPath);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = statSync(folder);
  if (uid !== userInfo().uid && process.platform !== "win32") {
    throw new Error(`${folder} belongs to somebody else`);
  }
  if ((mode & 0o077) !== 0) {
    chmodSync(folder, 0o700);
  }
}

export const removeSocketFolder = (socketPath: string): void =>
  rmSync(dirname(socketPath), { recursive: true, force: true });

/** What engines that were killed have left in the temporary directory, and nobody has come back to. */
export async function removeForsakenFolders(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter(isSharedSocketFolder)) {
    const socketPath = join(tmpdir(), name, SOCKET_NAME);
    const before = markOf(socketPath);
    if (before !== undefined && (await isRefused(socketPath)) && markOf(socketPath) === before) {
      removeSocketFolder(socketPath);
    }
  }
}

/** Another one as soon as somebody listens there again, also where the system gives the number of the old one to it. */
function markOf(socketPath: string): string | undefined {
  const isOwn = lstatSync(dirname(socketPath), { throwIfNoEntry: false })?.uid === userInfo().uid;
  const found = isOwn ? lstatSync(socketPath, { throwIfNoEntry: false }) : undefined;
  return found && `${found.ino} ${found.ctimeMs}`;
}

/** Whether nobody listens there any more. */
const isRefused = (socketPath: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(socketPath, () => {
      socket.destroy();
      resolve(false);
    });
    socket.on("error", (fault) => resolve("code" in fault && fault.code === "ECONNREFUSED"));
  });
