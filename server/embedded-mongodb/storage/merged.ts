import type { Change } from "./change.ts";
import type { Entry } from "./reader.ts";

/** Entries in order with changes in the same order on top of them. */
export function* merged(
  changes: Iterable<Change>,
  below: Iterable<Entry>,
  { reverse = false }: { reverse?: boolean },
): Generator<Entry> {
  const order = reverse ? -1 : 1;
  const own = changes[Symbol.iterator]();
  let next = own.next();
  for (const entry of below) {
    let position = 1;
    while (!next.done) {
      const { key, value } = next.value;
      position = order * Buffer.compare(key, entry.key);
      if (position > 0) {
        break;
      }
      if (value) {
        yield { key, value };
      }
      next = own.next();
      if (position === 0) {
        break;
      }
    }
    if (position !== 0) {
      yield entry;
    }
  }
  for (; !next.done; next = own.next()) {
    const { key, value } = next.value;
    if (value) {
      yield { key, value };
    }
  }
}
