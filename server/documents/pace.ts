import type { Timers } from "../database/timers.ts";
import type { Rate } from "../sockets/tokenBucket.ts";

/** Far more than anybody types, points and pastes. */
export const MESSAGES: Rate = { perSecond: 500, burst: 2000 };

/** How fast a connection is read from. */
export class Pace {
  readonly #rate: Rate;
  readonly #timers: Timers;
  #left: number;
  #filledAt: number;

  constructor(rate: Rate, timers: Timers) {
    this.#rate = rate;
    this.#timers = timers;
    this.#left = rate.burst;
    this.#filledAt = timers.now();
  }

  /** Something was read or asked for, worth so many messages. The milliseconds to rest before the next: 0 within the rate. */
  take(messages: number): number {
    const { perSecond, burst } = this.#rate;
    const now = this.#timers.now();
    this.#left = Math.min(this.#left + ((now - this.#filledAt) / 1000) * perSecond, burst);
    this.#left -= messages;
    this.#filledAt = now;
    return this.#left >= 0 ? 0 : (-this.#left / perSecond) * 1000;
  }
}
