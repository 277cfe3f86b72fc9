/** Of the time, showing changes takes one part in so many. */
const PARTS = 8;
const LONGEST_MS = 250;

/**
 * Runs something whenever it is called, but no more often than leaves most of the time for everything else: the
 * longer a run holds the page up, the longer the next one waits, a quarter of a second at the most. What is called
 * for meanwhile is one run.
 */
export const paced = (run: () => Promise<void>): (() => Promise<void>) => {
  let freeAt = 0;
  let planned: Promise<void> | undefined;

  const begin = (): Promise<void> => {
    const begunAt = performance.now();
    const running = run();
    // What follows from it, above all drawing, comes before this.
    setTimeout(() => {
      const now = performance.now();
      freeAt = now + Math.min((now - begunAt) * (PARTS - 1), LONGEST_MS);
    });
    return running;
  };
  const later = async (ms: number): Promise<void> => {
    await new Promise((resolve) => {
      setTimeout(resolve, ms);
    });
    planned = undefined;
    await begin();
  };

  return () => {
    const ms = freeAt - performance.now();
    if (planned === undefined && ms <= 0) {
      return begin();
    }
    planned ??= later(ms);
    return planned;
  };
};
