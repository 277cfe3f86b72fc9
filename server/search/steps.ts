import { setImmediate as nextTurn } from "node:timers/promises";

/** Long work, step by step: between two, what does not disturb it may be done. */
export type Steps<Value> = Generator<undefined, Value, undefined>;

/** Does such work with a turn of the event loop between two steps. */
export const givingWay = async <Value>(
  steps: Steps<Value>,
  stepped: () => void,
): Promise<Value> => {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
    stepped();
    await nextTurn();
  }
};
