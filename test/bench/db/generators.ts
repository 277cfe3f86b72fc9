import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Done, Task } from "./task.ts";

/** Clients in processes of their own: neither the one that measures nor one core's worth of clients is the limit. */
export class Generators {
  readonly #processes: ChildProcess[];

  private constructor(processes: ChildProcess[]) {
    this.#processes = processes;
  }

  static async start(count: number, args: readonly string[]): Promise<Generators> {
    const file = join(import.meta.dirname, "generator.ts");
    const processes = Array.from({ length: count }, () => fork(file, args));
    for (const each of processes) {
      each.once("exit", (code) => {
        // Nothing is measured without it, and nobody would tell those who wait.
        if (code !== 0) {
          process.exit(1);
        }
      });
    }
    await Promise.all(processes.map((each) => once(each, "message")));
    return new Generators(processes);
  }

  /** All that the processes got done at once, each with its share of the clients. */
  async carryOut(task: Task): Promise<Done> {
    const busy = this.#processes.slice(0, task.clients);
    const done = await Promise.all(
      busy.map(async (each, index): Promise<Done> => {
        const clients = Math.ceil((task.clients - index) / busy.length);
        const answer = once(each, "message");
        each.send({ ...task, clients, mark: `${task.mark}-${index}` });
        const [found] = await answer;
        return found as Done;
      }),
    );
    const sum = (of: (each: Done) => number) => done.reduce((total, each) => total + of(each), 0);
    return {
      operations: sum(({ operations }) => operations),
      perSecond: sum(({ perSecond }) => perSecond),
      processorMs: sum(({ processorMs }) => processorMs),
    };
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#processes.map(async (each) => {
        const ended = once(each, "exit");
        each.disconnect();
        await ended;
      }),
    );
  }
}
