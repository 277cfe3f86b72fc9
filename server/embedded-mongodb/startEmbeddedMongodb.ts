import { spawn, type ChildProcess } from "node:child_process";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { socketPathOf, uriOfSocket } from "./socketPath.ts";

export interface EmbeddedMongodb {
  readonly uri: string;
  /** Of the engine's process now; `undefined` between its end and its next start. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** What the engine's process tells the one that started it. */
export type EngineNotice = { ready: true } | { refused: string } | { fault: string };

/**
 * More room for what is soon garbage than the usual 16 MB: what a commit makes is gone before it is looked at. And for what
 * lasts as long as a segment of the journal: with less, so small a heap is collected whole at nearly every segment.
 */
const NODE_FLAGS = ["--max-semi-space-size=32", "--initial-old-space-size=64"];
const STOP_MS = 10_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 5_000;

/** Starts the engine in a process of its own and restarts it if it dies. Resolves when it accepts connections. */
export async function startEmbeddedMongodb(options: {
  dataDir: string;
  onFault?: (fault: Error) => void;
}): Promise<EmbeddedMongodb> {
  const dataDir = resolve(options.dataDir);
  const socketPath = socketPathOf(dataDir);
  const onFault = options.onFault ?? (() => undefined);
  let child: ChildProcess | undefined;
  let isStopping = false;

  async function launch(): Promise<void> {
    const launched = spawn(process.execPath, [...NODE_FLAGS, engineFile(), dataDir, socketPath], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    child = launched;
    await new Promise<void>((ready, refused) => {
      launched.on("error", refused);
      launched.on("message", (notice: EngineNotice) => {
        if ("ready" in notice) {
          ready();
        } else if ("refused" in notice) {
          refused(new Error(notice.refused));
        } else {
          onFault(new Error(notice.fault));
        }
      });
      launched.once("exit", (code, signal) => {
        child = undefined;
        refused(new Error(`the database engine ended (${signal ?? code}) before it was ready`));
      });
    });
    launched.once("exit", (code, signal) => {
      if (!isStopping) {
        onFault(new Error(`the database engine ended (${signal ?? code}); it is started again`));
        void relaunch(FIRST_PAUSE_MS);
      }
    });
  }

  async function relaunch(pause: number): Promise<void> {
    if (isStopping) {
      return;
    }
    try {
      await launch();
    } catch (cause) {
      onFault(new Error("the database engine could not be started again", { cause }));
      await setTimeout(pause);
      await relaunch(Math.min(pause * 2, LONGEST_PAUSE_MS));
    }
  }

  await launch();
  return {
    uri: uriOfSocket(socketPath),
    get pid() {
      return child?.pid;
    },
    async stop() {
      isStopping = true;
      const last = child;
      if (!last) {
        return;
      }
      const ended = new Promise<void>((done) => last.once("exit", () => done()));
      if (last.connected) {
        last.disconnect();
      }
      const patience = AbortSignal.timeout(STOP_MS);
      patience.addEventListener("abort", () => last.kill("SIGKILL"));
      await ended;
    },
  };
}

function engineFile(): string {
  const here = fileURLToPath(import.meta.url);
  const folder = dirname(here);
  // Run from the sources, as tests do: the compiled engine lies under dist/ at the root of the repository.
  return here.endsWith(".ts")
    ? join(folder, "../../dist/server/embedded-mongodb/engineMain.js")
    : join(folder, "engineMain.js");
}
