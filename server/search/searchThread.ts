import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Timers } from "../database/timers.ts";
import type { SearchReply, SearchTask, SearchWork } from "./searchWork.ts";

/** Whatever takes longer hangs: the thread is ended, and another begins with an empty index. */
const WATCHDOG_MS = 20_000;
const MOST_HEAP_MB = 2048;

interface Waiting {
  readonly done: (value: unknown) => void;
  readonly failed: (reason: Error) => void;
}

interface Running {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  callOff: () => void;
  hasAnswered: boolean;
}

interface SearchThreadDeps {
  readonly timers: Timers;
  readonly logFault: (fault: unknown) => void;
}

/** The thread ended before it answered: what was in its index is gone. */
export class SearchThreadEnded extends Error {}

/** The thread in which the index lives: begins when it is first asked, and again after its end. */
export class SearchThread {
  readonly #deps: SearchThreadDeps;
  #running: Running | undefined;
  #asked = 0;
  #isClosed = false;
  #generation = 0;

  constructor(deps: SearchThreadDeps) {
    this.#deps = deps;
  }

  /** Begins, if need be. A number for each thread, the first 1: what an earlier one was given, this one does not know. */
  get generation(): number {
    if (!this.#running && !this.#isClosed) {
      this.#start();
    }
    return this.#generation;
  }

  /** Whether it has its dictionary and answers at once. */
  get isReady(): boolean {
    return this.#running?.hasAnswered ?? false;
  }

  async put(input: Parameters<SearchWork["put"]>[0]): Promise<number> {
    return Number(await this.#ask({ name: "put", input }));
  }

  async drop(input: Parameters<SearchWork["drop"]>[0]): Promise<number> {
    return Number(await this.#ask({ name: "drop", input }));
  }

  save(input: Parameters<SearchWork["save"]>[0]): Promise<ReturnType<SearchWork["save"]>> {
    return this.#ask({ name: "save", input });
  }

  load(input: Parameters<SearchWork["load"]>[0]): Promise<ReturnType<SearchWork["load"]>> {
    return this.#ask({ name: "load", input });
  }

  find(input: Parameters<SearchWork["find"]>[0]): Promise<ReturnType<SearchWork["find"]>> {
    return this.#ask({ name: "find", input });
  }

  mark(input: Parameters<SearchWork["mark"]>[0]): Promise<ReturnType<SearchWork["mark"]>> {
    return this.#ask({ name: "mark", input });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const running = this.#running;
    if (running) {
      this.#end(running, new SearchThreadEnded("the server is closing"));
      await running.worker.terminate();
    }
  }

  #ask<Value>(task: SearchTask): Promise<Value> {
    return new Promise((resolve, failed) => {
      if (this.#isClosed) {
        failed(new SearchThreadEnded("the server is closing"));
        return;
      }
      const running = this.#running ?? this.#start();
      this.#asked += 1;
      const id = this.#asked;
      // What comes back from our own thread is what its work returns.
      const done = (value: unknown): void => Reflect.apply(resolve, undefined, [value]);
      running.waiting.set(id, { done, failed });
      if (running.waiting.size === 1) {
        this.#watch(running);
      }
      running.worker.postMessage({ id, task });
    });
  }

  #start(): Running {
    const worker = new Worker(workerFile(), {
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    });
    const running: Running = {
      worker,
      waiting: new Map(),
      callOff: () => undefined,
      hasAnswered: false,
    };
    this.#running = running;
    this.#generation += 1;
    worker.unref();
    worker.on("message", (reply: SearchReply) => this.#take(running, reply));
    worker.on("error", (cause) => {
      this.#fail(running, new SearchThreadEnded("the search's thread failed", { cause }));
    });
    worker.on("exit", () =>
      this.#fail(running, new SearchThreadEnded("the search's thread ended")),
    );
    return running;
  }

  #take(running: Running, reply: SearchReply): void {
    running.hasAnswered = true;
    if ("isUnderWay" in reply) {
      this.#watch(running);
      return;
    }
    const waiting = running.waiting.get(reply.id);
    running.waiting.delete(reply.id);
    this.#watch(running);
    if ("fault" in reply) {
      waiting?.failed(new Error(reply.fault));
    } else {
      waiting?.done(reply.value);
    }
  }

  /** From one sign of life to the next: an answer, or that something long is under way. */
  #watch(running: Running): void {
    running.callOff();
    running.callOff =
      running.waiting.size === 0
        ? () => undefined
        : this.#deps.timers.after(WATCHDOG_MS, () => {
            this.#fail(running, new SearchThreadEnded("the search's thread hangs"));
            void running.worker.terminate();
          });
  }

  #fail(running: Running, reason: SearchThreadEnded): void {
    if (this.#running === running) {
      this.#deps.logFault(reason);
      this.#end(running, reason);
    }
  }

  #end(running: Running, reason: SearchThreadEnded): void {
    this.#running = undefined;
    running.callOff();
    running.waiting.forEach(({ failed }) => failed(reason));
    running.waiting.clear();
  }
}

const workerFile = (): string => {
  const here = fileURLToPath(import.meta.url);
  // Run from the sources, as tests do: the compiled worker lies under dist/ at the root of the repository.
  return here.endsWith(".ts")
    ? join(dirname(here), "../../dist/server/search/searchWorker.js")
    : join(dirname(here), "searchWorker.js");
};
