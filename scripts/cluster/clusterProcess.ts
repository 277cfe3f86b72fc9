import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

const AGAIN_MS = 500;

interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Record<string, string | undefined>;
  /** A line of its standard output. */
  readonly onLine?: (line: string) => void;
}

/** A program that is started again when it ends, until it is told to end. */
export class ClusterProcess {
  readonly #options: ProcessOptions;
  #child: ChildProcess | undefined;
  #isEnding = false;

  constructor(options: ProcessOptions) {
    this.#options = options;
    this.#start();
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  #start(): void {
    const { command, args, env, onLine } = this.#options;
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "inherit"],
      ...(env && { env }),
    });
    this.#child = child;
    if (child.stdout) {
      createInterface(child.stdout).on("line", (line) => onLine?.(line));
    }
    const startAgain = async (): Promise<void> => {
      await Promise.race([once(child, "exit"), once(child, "error")]);
      await pause(AGAIN_MS);
      if (!this.#isEnding) {
        this.#start();
      }
    };
    void startAgain();
  }

  /** Asks it to leave and waits until it has. */
  async end(): Promise<void> {
    this.#isEnding = true;
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    }
  }
}
