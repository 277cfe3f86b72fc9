import { catalogPrefix } from "../storage/keyspace.ts";
import type { Store } from "../storage/store.ts";
import { Batch } from "./batch.ts";
import { Blocked } from "./blocked.ts";
import type { Claims } from "./claims.ts";

/** A batch that has grown past this is committed before more is taken on. */
const BATCH_BYTES = 16 * 1024 * 1024;

interface Job {
  run: (batch: Batch) => void;
  settle: (fault?: unknown) => void;
}

interface Ran {
  job: Job;
  blocked: Blocked | undefined;
  fault: unknown;
}

/** All writing, one batch after the other: who waits while one is synced goes into the next. */
export class WriteLane {
  readonly #store: Store;
  readonly #claims: Claims;
  #waiting: Job[] = [];
  #isBusy = false;
  #catalogChange: Promise<void> | undefined;
  #commitsBefore = 0;

  constructor(store: Store, claims: Claims) {
    this.#store = store;
    this.#claims = claims;
  }

  /**
   * Resolves with what the job returned once its changes are on disk. A job that meets an open transaction (Blocked)
   * runs again after that has ended: what it finished atomically before stays and must not be done twice.
   */
  run<T>(work: (batch: Batch) => T): Promise<T> {
    return new Promise((resolve, reject) => {
      let result: { value: T } | undefined;
      this.#enqueue({
        run: (batch) => {
          result = { value: work(batch) };
        },
        settle: (fault) => {
          if (fault === undefined && result) {
            resolve(result.value);
          } else {
            reject(fault instanceof Error ? fault : new Error(String(fault)));
          }
        },
      });
    });
  }

  /** For when there is time: if nothing was committed since the last call, what is recent moves to where reading is quickest. */
  async rest(): Promise<void> {
    const isQuiet = this.#store.commits === this.#commitsBefore;
    this.#commitsBefore = this.#store.commits;
    if (!isQuiet || this.#isBusy) {
      return;
    }
    this.#isBusy = true;
    try {
      await this.#store.rest();
    } finally {
      await this.#commitWaiting();
    }
  }

  /** Resolves when no change of collections or indexes is on its way to the disk. */
  async catalogSettled(): Promise<void> {
    while (this.#catalogChange) {
      await Promise.allSettled([this.#catalogChange]);
    }
  }

  #enqueue(job: Job): void {
    this.#waiting.push(job);
    if (!this.#isBusy) {
      this.#isBusy = true;
      // After the poll phase: whatever has arrived on other connections by now comes along.
      setImmediate(() => void this.#commitWaiting());
    }
  }

  /** While one batch is synced, in a thread of its own, the next one gathers. */
  async #commitWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = new Batch(this.#store, this.#claims);
      const ran: Ran[] = [];
      const jobs = this.#waiting;
      this.#waiting = [];
      for (const job of jobs) {
        if (batch.overlay.bytes < BATCH_BYTES) {
          ran.push(attempt(job, batch));
        } else {
          this.#waiting.push(job);
        }
      }
      const refused = batch.overlay.changes.size > 0 ? await this.#commit(batch) : undefined;
      batch.settle(refused === undefined);
      this.#claims.inFlight = undefined;
      this.#catalogChange = undefined;
      for (const { job, blocked, fault } of ran) {
        if (fault !== undefined || refused !== undefined) {
          job.settle(fault ?? refused);
        } else if (blocked) {
          void blocked.until.then(() => this.#enqueue(job));
        } else {
          job.settle();
        }
      }
    }
    this.#isBusy = false;
  }

  /** The fault, where the disk has refused it. */
  async #commit({ overlay }: Batch): Promise<unknown> {
    const committed = this.#store.commit(overlay.changes);
    this.#claims.inFlight = overlay;
    this.#catalogChange = overlay.kinds.has(catalogPrefix[0]) ? committed : undefined;
    try {
      await committed;
      return undefined;
    } catch (fault) {
      return fault;
    }
  }
}

function attempt(job: Job, batch: Batch): Ran {
  let blocked: Blocked | undefined;
  try {
    batch.atomically(() => {
      try {
        job.run(batch);
      } catch (fault) {
        if (!(fault instanceof Blocked)) {
          throw fault;
        }
        blocked = fault;
      }
    });
    return { job, blocked, fault: undefined };
  } catch (fault) {
    return { job, blocked: undefined, fault };
  }
}
