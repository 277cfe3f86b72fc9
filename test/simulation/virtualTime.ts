import type { Timers } from "../../server/database/timers.ts";

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

interface Due {
  readonly at: number;
  readonly run: () => void;
  isOff: boolean;
}

/** A clock that only moves when everybody waits for it: hours of schedules in seconds, the same each time. */
export class VirtualTime implements Timers {
  #now = 0;
  #due: Due[] = [];

  now(): number {
    return this.#now;
  }

  date(): Date {
    return new Date(1_800_000_000_000 + this.#now);
  }

  after(ms: number, run: () => void): () => void {
    const due = { at: this.#now + Math.max(ms, 0), run, isOff: false };
    this.#due.push(due);
    return () => {
      due.isOff = true;
    };
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Turns the clock until `work` is done. Throws if nothing is left to wait for, or it takes too long. */
  async run<Result>(work: Promise<Result>, most = 100_000): Promise<Result> {
    let outcome: { value: Result } | { reason: unknown } | undefined;
    const settle = async (): Promise<void> => {
      try {
        outcome = { value: await work };
      } catch (reason) {
        outcome = { reason };
      }
    };
    void settle();
    for (let turn = 0; !outcome; turn += 1) {
      // All that can go on without the clock goes on first.
      await new Promise((resolve) => setImmediate(resolve));
      if (outcome) {
        break;
      }
      this.#due = this.#due.filter(({ isOff }) => !isOff);
      const next = this.#due.reduce<Due | undefined>(
        (first, due) => (first && first.at <= due.at ? first : due),
        undefined,
      );
      if (!next || turn > most) {
        throw new Error(
          next ? "it does not end" : "everybody waits for something that never comes",
        );
      }
      this.#due = this.#due.filter((due) => due !== next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
    }
    const done: { value: Result } | { reason: unknown } = outcome;
    if ("reason" in done) {
      throw done.reason;
    }
    return done.value;
  }
}
