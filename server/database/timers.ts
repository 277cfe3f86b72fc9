/** Time as a machine feels it, which tests turn by hand. */
export interface Timers {
  /** Milliseconds that only go forward. */
  now(): number;
  /** Does it once, so many milliseconds from now, unless it is called off by what this returns. */
  after(ms: number, run: () => void): () => void;
}

/** The real ones. They don't keep a program alive. */
export const realTimers: Timers = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
