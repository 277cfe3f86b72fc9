import { merged } from "./merged.ts";
import type { Entry, Reader } from "./reader.ts";
import type { Recent } from "./recent.ts";

/** What is below, with recent changes up to a commit on top of it, the newest first. */
export const layered = (
  below: Reader,
  recent: () => readonly Recent[],
  upTo: number = Number.POSITIVE_INFINITY,
): Reader => ({
  get(key) {
    for (const layer of recent()) {
      const change = layer.isEmpty ? undefined : layer.find(key, upTo);
      if (change) {
        return change.value;
      }
    }
    return below.get(key);
  },
  range: (range) =>
    recent().reduceRight<Iterable<Entry>>((entries, layer) => {
      const keys = layer.keysIn(range);
      return keys.length === 0 ? entries : merged(layer.changesOf(keys, upTo), entries, range);
    }, below.range(range)),
});
