const LOOK_EVERY_MS = 250;
const REST_MS = 1000;
/** A pass may cost a tenth of the time, however many are connected. */
const REST_FACTOR = 9;

interface PassesDeps {
  readonly pass: () => Promise<void>;
  /** While true, passes follow each other. */
  readonly isNeeded: () => boolean;
  readonly clock: () => number;
  readonly logFault: (fault: unknown) => void;
}

/** One pass at a time: when asked for, and again and again while needed. */
export class Passes {
  readonly #deps: PassesDeps;
  readonly #timer: NodeJS.Timeout;
  #isAsked = false;
  #isRunning = false;
  #nextAt = 0;

  constructor(deps: PassesDeps) {
    this.#deps = deps;
    this.#timer = setInterval(() => {
      if (deps.isNeeded() && deps.clock() >= this.#nextAt) {
        this.ask();
      }
    }, LOOK_EVERY_MS);
  }

  /** What begins before this call does not count: something may have happened since. */
  ask(): void {
    this.#isAsked = true;
    if (!this.#isRunning) {
      this.#isRunning = true;
      void this.#run();
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.#isAsked = false;
  }

  async #run(): Promise<void> {
    const { pass, clock, logFault } = this.#deps;
    while (this.#isAsked) {
      this.#isAsked = false;
      const startedAt = clock();
      await pass().catch(logFault);
      this.#nextAt = clock() + Math.max(REST_MS, REST_FACTOR * (clock() - startedAt));
    }
    this.#isRunning = false;
  }
}
