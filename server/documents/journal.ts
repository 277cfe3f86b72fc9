import { randomUUID } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { Timers } from "../database/timers.ts";
import { entryId, type StoredEntry, type StoredUpdate } from "./documentEntryModel.ts";
import type { JournalRepo } from "./journalRepo.ts";

const AGAIN_MS = 200;
/**
 * While more waits already, it rests for so many times as long as the last write took, if that held several: few large
 * writes cost less than many small ones, but who writes alone does not wait longer for a disk that was slow once.
 */
const REST_FACTOR = 2;
const REST_MAX_MS = 10;
const ENTRY_BYTES = 4 * 1024 * 1024;
const WRITE_BYTES = 8 * 1024 * 1024;

/** Whose updates are appended. */
export interface JournalWriter {
  readonly name: DocumentName;
  /** What follows the last entry that is known. */
  readonly seq: number;
  /** What waits to be appended, in order; asked when the write begins. */
  waiting(): readonly StoredUpdate[];
  /** The first so many of those are in the journal, durably. */
  appended(entry: StoredEntry): void;
  /** Another node has appended an entry with this seq: look again what there is. */
  overtaken(): Promise<void>;
}

interface JournalDeps {
  readonly repo: JournalRepo;
  /** How long what comes first waits for more to be written, and sent, with it; 0: for no longer than a turn of the event loop. */
  readonly windowMs: number;
  /** How long what was written now would wait to be sent: written later, it is so together with more. */
  readonly untilSent: () => number;
  readonly timers: Timers;
  readonly logFault: (fault: unknown) => void;
}

/** The first updates, as many as one entry should hold. */
const firstOf = (updates: readonly StoredUpdate[]): readonly StoredUpdate[] => {
  let bytes = 0;
  const end = updates.findIndex(({ update }, index) => {
    bytes += update.length;
    return index > 0 && bytes > ENTRY_BYTES;
  });
  return end < 0 ? updates : updates.slice(0, end);
};

const bytesIn = ({ updates }: StoredEntry): number =>
  updates.reduce((sum, { update }) => sum + update.length, 0);

const holdsSeveral = ({ updates }: StoredEntry): boolean => updates.length > 1;

/**
 * Appends to the journals of all documents: what one turn of the event loop, or the time of the write
 * before, has brought is one durable write. While the database is away it tries again; nobody is told
 * "saved" meanwhile.
 */
export class Journal {
  readonly #deps: JournalDeps;
  readonly #token = randomUUID();
  readonly #wanting = new Set<JournalWriter>();
  #running: Promise<void> | undefined;
  #isClosed = false;
  /** How long the last write took. */
  #tookMs = 0;

  constructor(deps: JournalDeps) {
    this.#deps = deps;
  }

  /** Whether this journal has appended an entry, or is about to hear that it has. */
  isOwn({ token }: StoredEntry): boolean {
    return token === this.#token;
  }

  /** Something of this writer waits. */
  want(writer: JournalWriter): void {
    this.#wanting.add(writer);
    this.#running ??= this.#run();
  }

  /** Resolves when nothing waits any more, or the database does not answer. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let restMs = 0; this.#wanting.size > 0;) {
      await this.#gather(restMs);
      const writers = this.#take();
      const startedAt = this.#deps.timers.now();
      try {
        await this.#append(writers);
        this.#tookMs = this.#deps.timers.now() - startedAt;
        const isCrowded = writers.size > 1 || [...writers.values()].some(holdsSeveral);
        restMs = isCrowded ? Math.min(this.#tookMs * REST_FACTOR, REST_MAX_MS) : 0;
      } catch (reason) {
        if (!isDatabaseAway(reason)) {
          this.#deps.logFault(reason);
        }
        writers.forEach((_, writer) => this.#wanting.add(writer));
        if (this.#isClosed) {
          break;
        }
        await this.#wait(AGAIN_MS);
      }
    }
    this.#running = undefined;
  }

  async #gather(restMs: number): Promise<void> {
    // What was appended last is sent in this turn: only then is it known how long the next has to wait.
    await nextTurn();
    await this.#rest(Math.max(restMs, this.#deps.windowMs, this.#untilUseful));
    // Something may have been sent meanwhile: written now, this would wait for the next time with nothing else beside it.
    await this.#rest(this.#untilUseful);
  }

  /** How long what is written waits in any case, less what writing takes. */
  get #untilUseful(): number {
    return this.#deps.untilSent() - this.#tookMs;
  }

  async #rest(ms: number): Promise<void> {
    if (ms >= 1 && !this.#isClosed) {
      await this.#wait(ms);
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#deps.timers.after(ms, resolve);
    });
  }

  #take(): ReadonlyMap<JournalWriter, StoredEntry> {
    const taken = new Map<JournalWriter, StoredEntry>();
    let bytes = 0;
    for (const writer of this.#wanting) {
      const { name, seq } = writer;
      const updates = firstOf(writer.waiting());
      this.#wanting.delete(writer);
      if (updates.length > 0) {
        const entry = { _id: entryId(name, seq), name, seq, token: this.#token, updates };
        taken.set(writer, entry);
        bytes += bytesIn(entry);
        if (bytes > WRITE_BYTES) {
          break;
        }
      }
    }
    return taken;
  }

  async #append(writers: ReadonlyMap<JournalWriter, StoredEntry>): Promise<void> {
    if (writers.size === 0) {
      return;
    }
    const failed = new Set(await this.#deps.repo.append([...writers.values()]));
    for (const [writer, entry] of writers) {
      if (!failed.has(entry)) {
        writer.appended(entry);
      }
    }
    for (const [writer, entry] of writers) {
      if (failed.has(entry)) {
        await this.#settle(writer, entry);
      }
      if (writer.waiting().length > 0) {
        this.#wanting.add(writer);
      }
    }
  }

  /** Whatever is at this place: it may be our own, written before and never answered. */
  async #settle(writer: JournalWriter, entry: StoredEntry): Promise<void> {
    const [found] = await this.#deps.repo.readAfter(entry.name, entry.seq - 1);
    if (found?.seq === entry.seq && found.token === this.#token) {
      writer.appended(found);
    } else {
      await writer.overtaken();
    }
  }
}
