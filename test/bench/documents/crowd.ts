import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { compiled } from "../crowd/compiled.ts";

const Result = z.object({
  sent: z.number(),
  delivered: z.number(),
  seconds: z.number(),
  /** Milliseconds from sending an edit to its arrival at a client. */
  p50: z.number(),
  p99: z.number(),
  closed: z.number(),
  bytes: z.number(),
  /** Seconds of processor time that the crowd itself used. */
  cpu: z.number(),
});
type Result = z.infer<typeof Result>;

/** Compiles the crowd into a folder. Throws where there is no C compiler. */
export const buildCrowd = (folder: string): Promise<string> =>
  compiled(join(import.meta.dirname, "crowd.c"), folder);

/** What a crowd is made with. */
export interface CrowdProgram {
  readonly program: string;
  /** For its files. */
  readonly folder: string;
  /** How often each measurement is made, for the median. */
  readonly rounds: number;
}

export interface OpenCrowd {
  /** Lets it write; resolves when all has arrived. */
  run(): Promise<Result>;
  stop(): Promise<void>;
}

/** Connects a crowd; resolves when everybody has been answered. */
export const openCrowd = async (
  program: string,
  file: string,
  port: number,
  mode: readonly (string | number)[],
): Promise<OpenCrowd> => {
  const child = spawn(program, [file, String(port), ...mode.map(String)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ready = await lines.next();
  if (ready.value !== "READY") {
    throw new Error("the crowd did not get in");
  }
  return {
    run: async () => {
      child.stdin.write("go\n");
      const { value } = await lines.next();
      await ended;
      return Result.parse(JSON.parse(String(value)));
    },
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
};
