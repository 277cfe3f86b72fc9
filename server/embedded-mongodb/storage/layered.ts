import { merged } from "./merged.ts";
import { nameOf, type Entry, type Reader } from "./reader.ts";
import type { Recent } from "./recent.ts";

/** What is below, with recent changes up to a commit on top of it, the newest first. */
export const layered = (
  below: Reader,
  recent: () => readonly Recent[],
  upTo: number = Number.POSITIVE_INFINITY,
): Reader => ({
  get(key) {
    let name: string | undefined;
    for (const layer of recent()) {
      if (!layer.isEmpty) {
        name ??= nameOf(key);
        const change = layer.find(name, upTo);
        if (change) {
          return change.value;
        }
      }
    }
    return below.get(key);
  },
  range: (range) =>
    recent().reduceRight<Iterable<Entry>>((entries, layer) => {
      const names = layer.namesIn(range);
      return names.length === 0 ? entries : merged(layer.changes(names, upTo), entries, range);
    }, below.range(range)),
});
