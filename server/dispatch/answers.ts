import type { Tried } from "./job.ts";

/** So many answers take about a millisecond. */
const ANSWERS_A_TURN = 50;

/**
 * Tells callers what became of their commands, in the order of the commits. A crowd's answers take longer than its
 * commit: so they leave a few a turn, while the next group is already on its way to the database.
 */
export class Answers<G> {
  #waiting: (readonly Tried<G>[])[] = [];

  give(all: readonly Tried<G>[]): void {
    if (this.#waiting.length === 0 && all.length <= ANSWERS_A_TURN) {
      all.forEach(answer);
      return;
    }
    this.#waiting.push(all);
    if (this.#waiting.length === 1) {
      setImmediate(() => this.#giveSome());
    }
  }

  #giveSome(): void {
    const [first, ...others] = this.#waiting;
    if (!first) {
      return;
    }
    first.slice(0, ANSWERS_A_TURN).forEach(answer);
    const rest = first.slice(ANSWERS_A_TURN);
    this.#waiting = rest.length > 0 ? [rest, ...others] : others;
    if (this.#waiting.length > 0) {
      setImmediate(() => this.#giveSome());
    }
  }
}

const answer = <G>(tried: Tried<G>): void => {
  if ("outcome" in tried) {
    tried.job.done(tried.outcome);
  } else {
    tried.job.failed(tried.reason);
  }
};
