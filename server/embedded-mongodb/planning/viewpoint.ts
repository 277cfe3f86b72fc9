import type { Reader } from "../storage/reader.ts";

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
