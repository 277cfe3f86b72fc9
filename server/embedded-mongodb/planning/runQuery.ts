import type { Value } from "../bson/values.ts";
import type { Collection } from "../catalog/collection.ts";
import type { Filter } from "../matching/parseFilter.ts";
import { sorted } from "../sorting/sorted.ts";
import type { Sort } from "../sorting/sort.ts";
import type { Reader } from "../storage/reader.ts";
import { choosePlan } from "./plan.ts";
import { PAUSE, scan, type Found, type Paused, type ScanCounts } from "./scan.ts";

/** Where commits are seen as they come. */
export const PRESENT: number = Number.MAX_SAFE_INTEGER;

/** From where somebody reads, and the last commit that can be seen there. */
export interface Viewpoint {
  reader: Reader;
  readsAt: number;
  /** Another number as soon as something else may be there to read. */
  moment: () => number;
}

/** Within a batch all is done in one go. */
export const batchViewpoint = (reader: Reader, { commits }: { commits: number }): Viewpoint => ({
  reader,
  readsAt: commits,
  moment: () => commits,
});

export interface Query {
  collection: Collection | undefined;
  filter: Filter;
  sort?: Sort | undefined;
  skip?: number | undefined;
  /** 0 is no limit. */
  limit?: number | undefined;
  hint?: Value | undefined;
}

export function runQuery(
  viewpoint: Viewpoint,
  { collection, filter, sort, skip = 0, limit = 0, hint }: Query,
  counts?: ScanCounts,
): Paused<Found> {
  if (!collection) {
    return none();
  }
  const plan = choosePlan({ collection, filter, sort, hint, readsAt: viewpoint.readsAt });
  const last = limit === 0 ? undefined : skip + limit;
  const found = scan(
    viewpoint,
    collection,
    plan,
    { filter, limit: plan.isSorted ? last : undefined },
    counts,
  );
  const ordered =
    plan.isSorted || !sort
      ? found
      : sorted(found, {
          compare: (left, right) => sort.compare(left.source, right.source),
          sizeOf: ({ bytes }) => bytes.length,
          limit: last,
        });
  return skip === 0 ? ordered : without(ordered, skip);
}

function* none(): Paused<Found> {
  // No collection, nothing in it.
}

function* without<T>(source: Paused<T>, skip: number): Paused<T> {
  let left = skip;
  for (const each of source) {
    if (each !== PAUSE && left > 0) {
      left -= 1;
    } else {
      yield each;
    }
  }
}
