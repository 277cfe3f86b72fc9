import type { Timers } from "../database/timers.ts";

export interface Rate {
  /** Sustained. */
  readonly perSecond: number;
  /** At once, after a quiet while. */
  readonly burst: number;
}

/** A process has one core, and a core does about so many handshakes beside its other work. */
export const HANDSHAKES: Rate = { perSecond: 1000, burst: 1000 };
/** Upgrades that are told no with a status, because even telling it on a socket would cost too much. */
export const UPGRADES: Rate = { perSecond: 3000, burst: 3000 };

const LONGEST_S = 60;

/**
 * A token bucket that tells whom it refuses when to come back: each a little later than the one before, at
 * the rate that can be admitted, so that they don't all meet again.
 */
export class TokenBucket {
  readonly #rate: Rate;
  readonly #timers: Timers;
  #tokens: number;
  #filledAt: number;
  /** Up to when those sent away have been given their times. */
  #promisedTo = 0;

  constructor(rate: Rate, timers: Timers) {
    this.#rate = rate;
    this.#timers = timers;
    this.#tokens = rate.burst;
    this.#filledAt = timers.now();
  }

  /** `undefined` if one may enter, or else the seconds to wait. */
  take(): number | undefined {
    const now = this.#timers.now();
    const { perSecond, burst } = this.#rate;
    this.#tokens = Math.min(this.#tokens + ((now - this.#filledAt) / 1000) * perSecond, burst);
    this.#filledAt = now;
    if (this.#tokens >= 1) {
      this.#tokens -= 1;
      return undefined;
    }
    const soonest = now + 1000;
    this.#promisedTo = Math.max(this.#promisedTo + 1000 / perSecond, soonest);
    return Math.min((this.#promisedTo - now) / 1000, LONGEST_S);
  }
}
