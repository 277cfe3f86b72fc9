import { decodeDocument } from "../bson/decode.ts";
import { type Document } from "../bson/values.ts";
import type { Collection } from "../catalog/collection.ts";
import type { Filter } from "../matching/parseFilter.ts";
import { inTree } from "../storage/keyspace.ts";
import type { Entry, Reader } from "../storage/reader.ts";
import type { Plan } from "./plan.ts";

/** A stored document; it is read only when somebody looks into it. */
export class Found {
  readonly bytes: Buffer;
  #source: Document | undefined;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get source(): Document {
    this.#source ??= decodeDocument(this.bytes);
    return this.#source;
  }

  /** A copy of its own for somebody who changes it. */
  fresh(): Document {
    return decodeDocument(this.bytes);
  }
}

/** In place of a result: nothing yet, somebody else may have a turn. */
export const PAUSE: unique symbol = Symbol("pause");
export type Paused<T> = Generator<T | typeof PAUSE>;

const TURN_MS = 8;
/** How many entries are looked at before the clock is. */
const STRIDE = 64;

export interface ScanCounts {
  keys: number;
  documents: number;
}

export function* scan(
  reader: Reader,
  collection: Collection,
  plan: Plan,
  { filter, limit }: { filter: Filter; limit: number | undefined },
  counts: ScanCounts = { keys: 0, documents: 0 },
): Paused<Found> {
  const seen = plan.mayRepeat ? new Set<string>() : undefined;
  let turnEnds = performance.now() + TURN_MS;
  for (const range of plan.reverse ? plan.ranges.toReversed() : plan.ranges) {
    const entries = plan.arePoints
      ? point(reader, range.low)
      : reader.range({
          low: range.low,
          high: range.high,
          reverse: plan.reverse,
          limit: plan.isExact ? limit : undefined,
        });
    for (const entry of entries) {
      counts.keys += 1;
      if (counts.keys % STRIDE === 0 && performance.now() > turnEnds) {
        yield PAUSE;
        turnEnds = performance.now() + TURN_MS;
      }
      const name = seen && entry.value.toString("latin1");
      if (name !== undefined && seen?.has(name)) {
        continue;
      }
      const bytes = plan.index ? reader.get(inTree(collection.tree, entry.value)) : entry.value;
      // Gone since the index was read.
      if (!bytes) {
        continue;
      }
      if (name !== undefined) {
        seen?.add(name);
      }
      counts.documents += 1;
      const found = new Found(bytes);
      if (plan.isExact || filter.matches(found.source)) {
        yield found;
      }
    }
  }
}

function point(reader: Reader, key: Buffer): Entry[] {
  const value = reader.get(key);
  return value ? [{ key, value }] : [];
}

/** For writers, who must be done in one go. */
export function* unpaused<T>(source: Paused<T>): Generator<T> {
  for (const each of source) {
    if (each !== PAUSE) {
      yield each;
    }
  }
}
