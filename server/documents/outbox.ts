import type { Timers } from "../database/timers.ts";

/** A room that has something to send. */
export interface Sender {
  /** How many changes it sent together. */
  flush(): number;
  flushPresence(): void;
}

/** Of the time: while sending each change by itself would take no more, each is. */
const EASY_LOAD = 0.5;
/**
 * Beyond that, it rests after sending for so many times as long, times what is too much, within the longest window. Of
 * the time, sending takes a sixth at the end, which is reached soon: there is more to do than sending. Where that is
 * soon done, a longer rest would only hold up what comes.
 */
const REST_FACTOR = 8;
const EXCESS_MAX = 0.625;
const WINDOW_MAX_MS = 25;
/** So many changes sent together cost each of them next to nothing: for more it is not waited. */
const MANY = 32;
/** How far back the load is seen. */
const LOAD_MS = 200;
const LOAD_MAX = 4;
/** Cursors move more often than anybody can see. */
const PRESENCE_MS = 40;

interface OutboxDeps {
  readonly timers: Timers;
}

/**
 * When rooms send. What comes in one turn of the event loop leaves together; while there is much to send, what
 * comes in a window does, which grows with what is sent and the time that it takes.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #wanting = new Set<Sender>();
  readonly #present = new Set<Sender>();
  #isPlanned = false;
  #notBefore = 0;
  #endedAt = 0;
  #load = 0;
  #callOffPresence: (() => void) | undefined;

  constructor(deps: OutboxDeps) {
    this.#deps = deps;
  }

  want(sender: Sender): void {
    this.#wanting.add(sender);
    if (this.#isPlanned) {
      return;
    }
    this.#isPlanned = true;
    const { restMs } = this;
    if (restMs >= 1) {
      this.#deps.timers.after(restMs, () => this.#send());
    } else {
      setImmediate(() => this.#send());
    }
  }

  wantPresence(sender: Sender): void {
    this.#present.add(sender);
    this.#callOffPresence ??= this.#deps.timers.after(PRESENCE_MS, () => {
      this.#callOffPresence = undefined;
      const senders = [...this.#present];
      this.#present.clear();
      senders.forEach((one) => one.flushPresence());
    });
  }

  /** How long what comes now would wait to be sent. */
  get restMs(): number {
    return Math.max(this.#notBefore - this.#deps.timers.now(), 0);
  }

  close(): void {
    this.#callOffPresence?.();
    this.#wanting.clear();
    this.#present.clear();
  }

  #send(): void {
    this.#isPlanned = false;
    const { timers } = this.#deps;
    const startedAt = timers.now();
    const senders = [...this.#wanting];
    this.#wanting.clear();
    const together = Math.max(0, ...senders.map((sender) => sender.flush()));
    const endedAt = timers.now();
    const tookMs = endedAt - startedAt;
    const inMs = endedAt - this.#endedAt;
    this.#see(together * tookMs, inMs);
    this.#endedAt = endedAt;
    const excess = Math.min(Math.max(this.#load - EASY_LOAD, 0), EXCESS_MAX);
    const rest = excess * REST_FACTOR * tookMs;
    const bringsMany = (MANY * inMs) / Math.max(together, 1);
    this.#notBefore = endedAt + Math.min(rest, WINDOW_MAX_MS, bringsMany);
  }

  /** So long would sending what has come in this time have taken, one by one. */
  #see(wouldTakeMs: number, inMs: number): void {
    const share = 1 - Math.exp(-inMs / LOAD_MS);
    const load = Math.min(wouldTakeMs / Math.max(inMs, 1), LOAD_MAX);
    this.#load += (load - this.#load) * share;
  }
}
