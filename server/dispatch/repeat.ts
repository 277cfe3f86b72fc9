import type { Timers } from "../database/timers.ts";

interface Repeated {
  readonly timers: Timers;
  readonly everyMs: number;
  readonly run: () => Promise<void>;
  readonly logFault: (fault: unknown) => void;
}

/** Does a job again and again, each time so long after the last has ended. Returns what ends it. */
export const repeat = ({ timers, everyMs, run, logFault }: Repeated): (() => void) => {
  let callOff: () => void = () => undefined;
  let isOver = false;
  const wait = (): void => {
    callOff = timers.after(everyMs, () => {
      void run()
        .catch(logFault)
        .then(() => (isOver ? undefined : wait()));
    });
  };
  wait();
  return () => {
    isOver = true;
    callOff();
  };
};
