import { decodeDocument } from "../bson/decode.ts";
import { type Document } from "../bson/values.ts";
import type { Collection } from "../catalog/collection.ts";
import type { Filter } from "../matching/parseFilter.ts";
import { inTree } from "../storage/keyspace.ts";
import { successor, type Entry, type KeyRange, type Reader } from "../storage/reader.ts";
import type { Plan } from "./plan.ts";
import { PAUSE, type Paused } from "./paused.ts";
import type { Viewpoint } from "./viewpoint.ts";

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

const TURN_MS = 8;
/** How many entries are looked at before the clock is. */
const STRIDE = 64;

export interface ScanCounts {
  keys: number;
  documents: number;
}

export function* scan(
  viewpoint: Viewpoint,
  collection: Collection,
  plan: Plan,
  { filter, limit }: { filter: Filter; limit: number | undefined },
  counts: ScanCounts = { keys: 0, documents: 0 },
): Paused<Found> {
  const { reader } = viewpoint;
  const seen = plan.mayRepeat ? new Set<string>() : undefined;
  let turnEnds = performance.now() + TURN_MS;
  let left = limit ?? Number.POSITIVE_INFINITY;
  for (const range of plan.reverse ? plan.ranges.toReversed() : plan.ranges) {
    const entries = plan.arePoints
      ? point(reader, range.low)
      : presentEntries(viewpoint, {
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
        left -= 1;
        if (left === 0) {
          return;
        }
      }
    }
  }
}

/** Each as it is when it is asked for: what was read ahead is read again once anything has been committed. */
function* presentEntries({ reader, moment }: Viewpoint, range: KeyRange): Generator<Entry> {
  const { reverse = false, limit } = range;
  let { low, high } = range;
  for (;;) {
    const began = moment();
    let last: Buffer | undefined;
    for (const entry of reader.range({ low, high, reverse, limit })) {
      if (moment() !== began) {
        break;
      }
      last = entry.key;
      yield entry;
    }
    if (moment() === began) {
      return;
    }
    if (last && reverse) {
      high = last;
    } else if (last) {
      low = successor(last);
    }
  }
}

function point(reader: Reader, key: Buffer): Entry[] {
  const value = reader.get(key);
  return value ? [{ key, value }] : [];
}
