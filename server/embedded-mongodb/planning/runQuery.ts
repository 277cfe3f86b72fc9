import type { Value } from "../bson/values.ts";
import type { Collection } from "../catalog/collection.ts";
import type { Filter } from "../matching/parseFilter.ts";
import { sorted } from "../sorting/sorted.ts";
import type { Sort } from "../sorting/sort.ts";
import { choosePlan } from "./plan.ts";
import { PAUSE, type Paused } from "./paused.ts";
import { scan, type Found, type ScanCounts } from "./scan.ts";
import type { Viewpoint } from "./viewpoint.ts";

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
  const isInOrder = plan.isSorted || !sort;
  const found = scan(
    viewpoint,
    collection,
    plan,
    { filter, limit: isInOrder ? last : undefined },
    counts,
  );
  const ordered = isInOrder
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
