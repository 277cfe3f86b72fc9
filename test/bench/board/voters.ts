import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { compiled } from "../crowd/compiled.ts";

const Result = z.object({
  perSecond: z.number(),
  /** Milliseconds from sending, or from when it was due, to the acknowledgement. */
  p50: z.number(),
  p99: z.number(),
  /** How many there were, those of warming up included. */
  all: z.number(),
  /** Seconds of processor time that the voters themselves used. */
  cpu: z.number(),
});
type Result = z.infer<typeof Result>;

export interface Voters {
  /** Each votes and withdraws in turn, the next as soon as the last is acknowledged. */
  voteAgain(seconds: number): Promise<Result>;
  /**
   * So many votes a second, whether or not the ones before are answered; each time is from when a vote was
   * due, so that a server that stalls can't hide the votes that had to wait.
   */
  voteSteadily(seconds: number, perSecond: number): Promise<Result>;
  stop(): Promise<void>;
}

export type OpenVoters = (
  port: number,
  options: { readonly cookies: readonly string[]; readonly ideaIds: readonly string[] },
) => Promise<Voters>;

/** Builds the crowd's program in a folder; what it returns connects a crowd, one for each cookie. */
export const voters = async (folder: string): Promise<OpenVoters> => {
  const program = await compiled(join(import.meta.dirname, "voters.c"), folder);
  return async (port, { cookies, ideaIds }) => {
    const file = join(folder, "voters.txt");
    await writeFile(file, `${cookies.join("\n")}\n\n${ideaIds.join("\n")}\n`);
    const child = spawn(program, [file, String(port)], { stdio: ["pipe", "pipe", "inherit"] });
    const ended = once(child, "exit");
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    if ((await lines.next()).value !== "READY") {
      throw new Error("the voters did not get in");
    }
    const measure = async (line: string): Promise<Result> => {
      child.stdin.write(`${line}\n`);
      return Result.parse(JSON.parse(String((await lines.next()).value)));
    };
    return {
      voteAgain: (seconds) => measure(`again ${seconds}`),
      voteSteadily: (seconds, perSecond) => measure(`steady ${seconds} ${perSecond}`),
      stop: async () => {
        child.stdin.end();
        await ended;
      },
    };
  };
};
