import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { measured, portOf, type MeasuredProcess } from "../crowd/builtServer.ts";

const FOLDER = join(import.meta.dirname, "peers");

/** Installs what documents are measured beside, once. */
export const preparePeers = (): void => {
  if (!existsSync(join(FOLDER, "node_modules"))) {
    const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: FOLDER,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0) {
      throw new Error("the peers could not be installed");
    }
  }
};

/** With `words`, of which server.mjs says what they may be. */
export const startPeer = async (
  name: "y-websocket" | "hocuspocus" | "relay",
  ...words: readonly string[]
): Promise<MeasuredProcess> => {
  const child = spawn(process.execPath, [join(FOLDER, "server.mjs"), name, ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return measured(child, await portOf(child));
};
