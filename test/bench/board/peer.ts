import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { startFlags } from "../../support/startFlags.ts";
import { measured, portOf, type MeasuredProcess } from "../crowd/builtServer.ts";

export interface Peer extends MeasuredProcess {
  readonly child: ChildProcess;
}

/** With the same room for what is soon garbage as ours has. */
export const startPeer = async (mode: string): Promise<Peer> => {
  const child = spawn(
    process.execPath,
    [...startFlags, "--import", "tsx", join(import.meta.dirname, "peerServer.ts"), mode],
    { stdio: ["ignore", "pipe", "inherit", "ipc"] },
  );
  return { ...measured(child, await portOf(child)), child };
};
