import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startFlags } from "./startFlags.ts";

const MAIN = join(import.meta.dirname, "../../dist/server/main.js");

/** The built server as a process of its own, on a data folder of its own, which can be killed. */
export class SpawnedServer {
  readonly dataDir: string;
  readonly #environment: Record<string, string>;
  #child: ChildProcess | undefined;
  #exited: Promise<number | null> = Promise.resolve(0);
  #port = 0;
  /** Everything it has said, on both outputs. */
  readonly lines: string[] = [];
  ownerToken = "";

  constructor(dataDir: string, environment: Record<string, string>) {
    this.dataDir = dataDir;
    this.#environment = environment;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Starts it, on the same port as before if it ran before. Resolves when it listens. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [...startFlags, MAIN], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env["PATH"],
        DATA_DIR: this.dataDir,
        PORT: String(this.#port),
        LOG_LEVEL: "warn",
        DEMO: "off",
        RATE_LIMITS: "off",
        ...this.#environment,
      },
    });
    this.#child = child;
    this.#exited = new Promise((resolve) => child.once("exit", resolve));
    createInterface(child.stderr).on("line", (line) => this.lines.push(line));
    await new Promise<void>((resolve, reject) => {
      child.once("exit", (code) =>
        reject(new Error(`the server ended (${code}):\n${this.lines.slice(-20).join("\n")}`)),
      );
      createInterface(child.stdout).on("line", (line) => {
        this.lines.push(line);
        const listening = /^Listening on http:\/\/localhost:(\d+)/.exec(line);
        if (listening) {
          this.#port = Number(listening[1]);
        }
        this.ownerToken = /^Owner link: .*#token=(.+)$/.exec(line)?.[1] ?? this.ownerToken;
        // The owner's link, where there is one, is printed right after it listens.
        if (listening) {
          setImmediate(resolve);
        }
      });
    });
  }

  /** Sends a signal and waits for the end. Returns the exit code. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.#child?.kill(signal);
    return this.#exited;
  }

  async remove(): Promise<void> {
    await this.end("SIGKILL");
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 20 });
  }
}

export const spawnServer = async (
  environment: Record<string, string> = {},
): Promise<SpawnedServer> => {
  const dataDir = await mkdtemp(join(tmpdir(), "test-server-"));
  const server = new SpawnedServer(dataDir, environment);
  await server.start();
  return server;
};
