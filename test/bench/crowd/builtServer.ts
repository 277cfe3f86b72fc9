import { spawn, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startFlags } from "../../support/startFlags.ts";

const MAIN = join(import.meta.dirname, "../../../dist/server/main.js");
const TICKS_PER_S = 100;

export interface MeasuredProcess {
  readonly port: number;
  readonly pid: number;
  /** Seconds of processor time used so far, of the process alone. */
  cpu(): number;
  /** The same of the processes that it has started: the embedded database. */
  cpuOfChildren(): number;
  /** Resident memory in bytes. */
  memory(): number;
  /** Kills it. May be said twice. */
  stop(): Promise<void>;
  /** Lets it end by itself. */
  leave(): Promise<void>;
}

const cpuOf = (pid: number | string): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_S;
};

const childrenOf = (pid: number): readonly string[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
  );

export const measured = (child: ChildProcess, port: number): MeasuredProcess => {
  const pid = child.pid ?? 0;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.signalCode !== null || child.exitCode !== null) {
      return;
    }
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  };
  return {
    port,
    pid,
    cpu: () => cpuOf(pid),
    cpuOfChildren: () => childrenOf(pid).reduce((sum, child) => sum + cpuOf(child), 0),
    memory: () => {
      const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
      return Number(line?.[1] ?? 0) * 1024;
    },
    stop: () => end("SIGKILL"),
    leave: () => end("SIGTERM"),
  };
};

/** Resolves with the port that a process prints as `…:PORT` once it listens. */
export const portOf = (child: ChildProcess): Promise<number> =>
  new Promise((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the server ended (${code})`)));
    child.stdout?.on("data", (chunk: Buffer) => {
      const port = /Listening on http:\/\/localhost:(\d+)/.exec(chunk.toString());
      if (port) {
        resolve(Number(port[1]));
      }
    });
  });

/** The built server as it runs in production, on a data folder. */
export const builtServer = async (
  dataDir: string,
  environment: Record<string, string> = {},
): Promise<MeasuredProcess> => {
  const child = spawn(process.execPath, [...startFlags, MAIN], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env["PATH"],
      DATA_DIR: dataDir,
      PORT: "0",
      DEMO: "off",
      LOG_LEVEL: "fatal",
      RATE_LIMITS: "off",
      ...environment,
    },
  });
  return measured(child, await portOf(child));
};
