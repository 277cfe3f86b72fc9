import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import type { Timers } from "../database/timers.ts";

interface Repeated {
  readonly timers: Timers;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
  readonly logFault: (fault: unknown) => void;
}

/**
 * Does a job again and again, each time so long after the last has ended. Returns what ends it. That the
 * database is away is no news: whoever watches it has said so.
 */
export const repeat = ({ timers, everyMs, run, logFault }: Repeated): (() => void) => {
  let callOff: () => void = () => undefined;
  let isOver = false;
  const wait = (): void => {
    callOff = timers.after(everyMs, () => {
      void run()
        .catch((fault: unknown) => (isDatabaseAway(fault) ? undefined : logFault(fault)))
        .then(() => (isOver ? undefined : wait()));
    });
  };
  wait();
  return () => {
    isOver = true;
    callOff();
  };
};
