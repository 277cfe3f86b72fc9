import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { measured, portOf, type MeasuredProcess } from "../crowd/builtServer.ts";

export interface Peer extends MeasuredProcess {
  readonly child: ChildProcess;
}

export const startPeer = async (mode: string): Promise<Peer> => {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", join(import.meta.dirname, "peerServer.ts"), mode],
    { stdio: ["ignore", "pipe", "inherit", "ipc"] },
  );
  return { ...measured(child, await portOf(child)), child };
};
