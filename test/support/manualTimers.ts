import { setImmediate as turn } from "node:timers/promises";
import type { Timers } from "../../server/database/timers.ts";

/** Time that stands still until a test moves it. */
export class ManualTimers implements Timers {
  #now = 0;
  readonly #due = new Set<{ readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#now + Math.max(ms, 0), run };
    this.#due.add(timer);
    return () => this.#due.delete(timer);
  }

  get waiting(): number {
    return this.#due.size;
  }

  /** Moves on, timer by timer, letting what each sets going come to rest. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await turn();
    for (;;) {
      const [next] = [...this.#due].sort((a, b) => a.at - b.at);
      if (!next || next.at > until) {
        break;
      }
      this.#due.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.run();
      await turn();
    }
    this.#now = Math.max(this.#now, until);
  }

  /** Time passes in which nothing at all could run. */
  freeze(ms: number): void {
    this.#now += ms;
  }
}
