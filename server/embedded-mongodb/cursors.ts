import { randomBytes } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { CommandError } from "./errors.ts";
import { PAUSE, type Paused } from "./planning/paused.ts";

/** What one reply may carry, leaving room for what is around the documents. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_MS = 600_000;
const MAX_OPEN = 10_000;

export interface CursorOptions {
  namespace: string;
  /** The session that it belongs to, as text; nobody else may go on with it. */
  session: string | undefined;
  /** Whether it belongs to the transaction in which it was opened. */
  transaction: object | undefined;
  neverTimesOut?: boolean;
  /** How many documents it may give in all. */
  limit?: number | undefined;
}

interface Cursor {
  options: CursorOptions;
  source: Paused<Buffer>;
  usedAt: number;
  isBusy: boolean;
  /** Read from the source, but too large for the last batch. */
  leftOver: Buffer | undefined;
  remaining: number;
}

export interface CursorBatch {
  documents: Buffer[];
  /** 0n where nothing more will come. */
  id: bigint;
}

/** Results that are fetched in parts. */
export class Cursors {
  readonly #open = new Map<bigint, Cursor>();

  /** The first batch; what remains is kept under the id given with it. */
  async open(
    source: Paused<Buffer>,
    options: CursorOptions,
    batch: { size: number; isSingle?: boolean; deadline: number | undefined },
  ): Promise<CursorBatch> {
    const cursor: Cursor = {
      options,
      source,
      usedAt: Date.now(),
      isBusy: false,
      leftOver: undefined,
      remaining: options.limit ?? Number.POSITIVE_INFINITY,
    };
    const { documents, isDone } = await take(cursor, batch.size, batch.deadline);
    if (isDone || batch.isSingle) {
      return { documents, id: 0n };
    }
    if (this.#open.size >= MAX_OPEN) {
      throw new CommandError(
        "CommandFailed",
        `there are ${MAX_OPEN} open cursors, more are refused`,
      );
    }
    const id = randomBytes(8).readBigInt64BE() | 1n;
    this.#open.set(id, cursor);
    return { documents, id };
  }

  async more(
    id: bigint,
    options: CursorOptions,
    batch: { size: number; deadline: number | undefined },
  ): Promise<CursorBatch> {
    const cursor = this.#open.get(id);
    if (!cursor) {
      throw new CommandError("CursorNotFound", `cursor id ${id} not found`);
    }
    refuseStranger(id, cursor.options, options);
    if (cursor.isBusy) {
      throw new CommandError(12051, `cursor id ${id} is already in use`);
    }
    cursor.isBusy = true;
    try {
      const { documents, isDone } = await take(cursor, batch.size, batch.deadline);
      if (isDone) {
        this.#open.delete(id);
      }
      return { documents, id: isDone ? 0n : id };
    } catch (fault) {
      this.#open.delete(id);
      throw fault;
    } finally {
      cursor.isBusy = false;
      cursor.usedAt = Date.now();
    }
  }

  /** Whether there was such a cursor. */
  kill(id: bigint, namespace: string): boolean {
    return this.#open.get(id)?.options.namespace === namespace && this.#open.delete(id);
  }

  killWhere(goes: (options: CursorOptions) => boolean): void {
    for (const [id, { options }] of this.#open) {
      if (goes(options)) {
        this.#open.delete(id);
      }
    }
  }

  closeIdle(now: number): void {
    for (const [id, { usedAt, isBusy, options }] of this.#open) {
      if (!isBusy && !options.neverTimesOut && now - usedAt > IDLE_MS) {
        this.#open.delete(id);
      }
    }
  }
}

function refuseStranger(id: bigint, owner: CursorOptions, options: CursorOptions): void {
  if (owner.namespace !== options.namespace) {
    throw new CommandError("Unauthorized", `cursor id ${id} belongs to another namespace`);
  }
  if (owner.transaction !== options.transaction) {
    throw new CommandError(50740, `cursor id ${id} belongs to another transaction or to none`);
  }
  if (owner.session !== options.session) {
    throw new CommandError(50737, `cursor id ${id} belongs to another session`);
  }
}

async function take(
  cursor: Cursor,
  size: number,
  deadline: number | undefined,
): Promise<{ documents: Buffer[]; isDone: boolean }> {
  const documents: Buffer[] = [];
  let bytes = 0;
  while (documents.length < size && cursor.remaining > 0) {
    const next = cursor.leftOver ? { value: cursor.leftOver } : cursor.source.next();
    cursor.leftOver = undefined;
    if (next.done) {
      return { documents, isDone: true };
    }
    if (next.value === PAUSE) {
      await pause(deadline);
      continue;
    }
    bytes += next.value.length;
    if (bytes > MAX_BATCH_BYTES && documents.length > 0) {
      cursor.leftOver = next.value;
      break;
    }
    documents.push(next.value);
    cursor.remaining -= 1;
  }
  return { documents, isDone: cursor.remaining === 0 };
}

/** Lets others have their turn, where a source asks for it. Throws MaxTimeMSExpired. */
export async function pause(deadline: number | undefined): Promise<void> {
  if (deadline !== undefined && Date.now() > deadline) {
    throw new CommandError("MaxTimeMSExpired", "operation exceeded time limit");
  }
  await setImmediate();
}
