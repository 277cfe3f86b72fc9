import type { Timers } from "../database/timers.ts";

/** A room that has something to send. */
export interface Sender {
  /** How many changes it sent together. */
  flush(): number;
  flushPresence(): void;
}

/** After sending it rests for as many times as long as changes left together, so many at most, within the longest window. */
const REST_FACTOR = 4;
const WINDOW_MAX_MS = 20;
/** Cursors move more often than anybody can see. */
const PRESENCE_MS = 40;

interface OutboxDeps {
  readonly timers: Timers;
}

/**
 * When rooms send. What comes in one turn of the event loop leaves together; while there is much to send, what
 * comes in a window does, which grows with the time that sending takes.
 */
export class Outbox {
  readonly #deps: OutboxDeps;
  readonly #wanting = new Set<Sender>();
  readonly #present = new Set<Sender>();
  #isPlanned = false;
  #notBefore = 0;
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
    const rest = Math.min(together, REST_FACTOR) * (endedAt - startedAt);
    this.#notBefore = endedAt + Math.min(rest, WINDOW_MAX_MS);
  }
}
