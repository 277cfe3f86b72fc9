/** Time as a machine feels it, which tests turn by hand. */
export interface Timers {
  /** Milliseconds that only go forward. */
  now(): number;
  /** Does it once, so many milliseconds from now, unless it is called off by what this returns. */
  after(ms: number, run: () => void): () => void;
}

/** Resolves once the work has ended, either way, or after so many milliseconds without it. */
export const atMost = (timers: Timers, ms: number, work: Promise<unknown>): Promise<void> =>
  new Promise((resolve) => {
    const callOff = timers.after(ms, resolve);
    const ended = (): void => {
      callOff();
      resolve();
    };
    work.then(ended, ended);
  });

/** The real ones. They don't keep a program alive. */
export const realTimers: Timers = {
  now: () => performance.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
