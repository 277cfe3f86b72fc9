import { CommandError } from "../errors.ts";
import { PAUSE, type Paused } from "../planning/paused.ts";

const MAX_BYTES = 100 * 1024 * 1024;

/** All in order; with a limit, only that many are kept while the rest goes by. */
export function* sorted<T>(
  source: Paused<T>,
  {
    compare,
    sizeOf,
    limit,
  }: {
    compare: (left: T, right: T) => number;
    sizeOf: (each: T) => number;
    limit: number | undefined;
  },
): Paused<T> {
  let held: T[] = [];
  let bytes = 0;
  const most = limit === undefined ? Number.POSITIVE_INFINITY : limit * 2 + 100;
  for (const each of source) {
    if (each === PAUSE) {
      yield PAUSE;
      continue;
    }
    held.push(each);
    bytes += sizeOf(each);
    if (held.length > most) {
      held = held.sort(compare).slice(0, limit);
      bytes = held.reduce((total, kept) => total + sizeOf(kept), 0);
    }
    if (bytes > MAX_BYTES) {
      throw new CommandError(
        "QueryExceededMemoryLimitNoDiskUseAllowed",
        "Sort exceeded memory limit of 104857600 bytes; this engine never sorts on disk",
      );
    }
  }
  yield* held.sort(compare).slice(0, limit);
}
