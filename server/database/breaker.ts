import { DatabaseAway } from "./databaseAway.ts";
import { isDatabaseAway } from "./isDatabaseAway.ts";
import type { Timers } from "./timers.ts";

const LOOK_EVERY_MS = 50;
/** Waiting for so long is suspicious: is the database there at all? */
const SUSPECT_MS = 100;
/** Without any answer for so long the database counts as away: a caller hears of it within a second. */
const SILENCE_MS = 600;
const PROBE_EVERY_MS = 500;
const PING_AGAIN_MS = 50;
const MOST_PINGS = 4;
const PING_MS = 3000;
/** The deadline of every operation, whatever it waits for. */
const OPERATION_MS = 10_000;
/** What was to happen at some time and happened later than this was held up by ourselves. */
const OWN_STALL_MS = 100;

/** What callers are told to wait, in seconds. */
export const AWAY_RETRY_AFTER_S = 2;

/** One caller's waiting, as what it waits for can see it. */
export interface Patience {
  /** The caller has been answered without it: what has not begun must not begin. */
  readonly isOver: boolean;
  /** From now on nobody knows the outcome until it is there. Throws `DatabaseAway` if it is over. */
  begin(): void;
}

class Waiting implements Patience {
  readonly since: number;
  readonly #reject: (reason: DatabaseAway) => void;
  isOver = false;
  #hasBegun = false;

  constructor(since: number, reject: (reason: DatabaseAway) => void) {
    this.since = since;
    this.#reject = reject;
  }

  begin(): void {
    if (this.isOver) {
      throw new DatabaseAway("it took too long", { hasBegun: false });
    }
    this.#hasBegun = true;
  }

  giveUp(why: string): void {
    this.isOver = true;
    this.#reject(new DatabaseAway(why, { hasBegun: this.#hasBegun }));
  }
}

export interface BreakerDeps {
  /** Asks the database for a sign of life. May take as long as it likes. */
  readonly ping: () => Promise<unknown>;
  readonly timers: Timers;
  readonly changed?: (isOpen: boolean) => void;
}

/**
 * Stands between everybody who waits for the database and the database. When it gives no sign of life the
 * breaker opens: those who wait are answered, and those who come are, at once. Then it asks by itself
 * until the database is back.
 */
export class Breaker {
  readonly #deps: BreakerDeps;
  /** In the order they came. */
  readonly #waiting = new Set<Waiting>();
  readonly #closing = new Set<() => void>();
  readonly #forgetting = new Set<() => void>();
  #isOpen = false;
  #isStopped = false;
  #lastSign = Number.NEGATIVE_INFINITY;
  #looking: (() => void) | undefined;
  #checking: Promise<boolean> | undefined;
  #pings = 0;

  constructor(deps: BreakerDeps) {
    this.#deps = deps;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** The database answered somebody. */
  sign(): void {
    this.#lastSign = this.#deps.timers.now();
  }

  /** Rejects with `DatabaseAway` as soon as waiting on makes no sense, whatever becomes of the work. */
  run<T>(work: (patience: Patience) => Promise<T>): Promise<T> {
    if (this.#isOpen) {
      return Promise.reject(new DatabaseAway("the database is away", { hasBegun: false }));
    }
    return new Promise((resolve, reject) => {
      const waiting = new Waiting(this.#deps.timers.now(), reject);
      this.#waiting.add(waiting);
      this.#look();
      void this.#settle(waiting, work, resolve, reject);
    });
  }

  /** Whether the database is there, known within a second. */
  check(): Promise<boolean> {
    if (this.#isOpen) {
      return Promise.resolve(false);
    }
    this.#checking ??= this.#ask().finally(() => {
      this.#checking = undefined;
    });
    return this.#checking;
  }

  stop(): void {
    this.#isStopped = true;
    this.#looking?.();
    this.#looking = undefined;
    this.#closing.forEach((wake) => wake());
    this.#forgetting.forEach((cancel) => cancel());
  }

  async #settle<T>(
    waiting: Waiting,
    work: (patience: Patience) => Promise<T>,
    resolve: (value: T) => void,
    reject: (reason: unknown) => void,
  ): Promise<void> {
    try {
      resolve(await work(waiting));
    } catch (reason) {
      if (isDatabaseAway(reason)) {
        void this.check();
      }
      reject(reason);
    } finally {
      this.#waiting.delete(waiting);
    }
  }

  #look(): void {
    if (this.#looking || this.#isStopped || this.#waiting.size === 0) {
      return;
    }
    this.#looking = this.#deps.timers.after(LOOK_EVERY_MS, () => {
      this.#looking = undefined;
      const now = this.#deps.timers.now();
      for (const waiting of this.#waiting) {
        if (now - waiting.since < OPERATION_MS) {
          if (now - Math.max(waiting.since, this.#lastSign) >= SUSPECT_MS) {
            void this.check();
          }
          break;
        }
        this.#waiting.delete(waiting);
        waiting.giveUp("it took too long");
      }
      this.#look();
    });
  }

  /** Resolves to false, with the breaker open, when nothing at all came from the database for a while. */
  async #ask(): Promise<boolean> {
    const { timers } = this.#deps;
    let asked = timers.now();
    let isThere = false;
    let isOver = false;
    const pingOn = async (answered: () => void): Promise<void> => {
      while (!isThere && !isOver) {
        isThere = await this.#ping();
        if (!isThere) {
          await this.#rest(PING_AGAIN_MS);
        }
      }
      answered();
    };
    await new Promise<void>((resolve) => {
      const wait = (): void => {
        const due = Math.max(asked, this.#lastSign) + SILENCE_MS;
        const step = Math.min(due - timers.now(), LOOK_EVERY_MS);
        if (step <= 0 || this.#isStopped) {
          resolve();
          return;
        }
        const planned = timers.now() + step;
        timers.after(step, () => {
          const now = timers.now();
          const late = now - planned;
          if (late > OWN_STALL_MS) {
            // That much of the silence was ours, and what came meanwhile has not been read yet.
            const counted = Math.max(asked, this.#lastSign) + late;
            asked = Math.max(counted, now - SILENCE_MS + Math.min(late, SILENCE_MS));
          }
          wait();
        });
      };
      wait();
      void pingOn(resolve);
    });
    isOver = true;
    if (!isThere && !this.#isStopped) {
      this.#open();
    }
    return !this.#isOpen;
  }

  async #ping(): Promise<boolean> {
    this.#pings += 1;
    let isCounted = true;
    const forget = (): void => {
      this.#pings -= isCounted ? 1 : 0;
      isCounted = false;
    };
    // One that is never answered at all must not keep others from being asked.
    const cancel = this.#deps.timers.after(PING_MS, forget);
    this.#forgetting.add(cancel);
    try {
      await this.#deps.ping();
      this.sign();
      // However old the question was: it is there now.
      this.#close();
      return true;
    } catch {
      // Whatever went wrong, the answer is no: that is what was asked.
      return false;
    } finally {
      cancel();
      this.#forgetting.delete(cancel);
      forget();
    }
  }

  #rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        this.#closing.delete(over);
        cancel();
        resolve();
      };
      const cancel = this.#deps.timers.after(ms, over);
      this.#closing.add(over);
    });
  }

  #open(): void {
    if (this.#isOpen) {
      return;
    }
    this.#isOpen = true;
    this.#deps.changed?.(true);
    const all = [...this.#waiting];
    this.#waiting.clear();
    for (const waiting of all) {
      waiting.giveUp("the database is away");
    }
    void this.#probe();
  }

  /** Half-open is only this: our own question goes through, nobody else's. */
  async #probe(): Promise<void> {
    while (this.#isOpen && !this.#isStopped) {
      if (this.#pings < MOST_PINGS) {
        void this.#ping();
      }
      await this.#rest(PROBE_EVERY_MS);
    }
  }

  #close(): void {
    if (this.#isOpen) {
      this.#isOpen = false;
      this.#deps.changed?.(false);
      this.#closing.forEach((wake) => wake());
    }
  }
}
