import { setTimeout } from "node:timers/promises";

/** For what runs outside the test runner as well. Throws if it does not hold in time. */
export const waitUntil = async (
  holds: () => boolean,
  { timeout = 15_000, what = "it" }: { readonly timeout?: number; readonly what?: string } = {},
): Promise<void> => {
  const until = performance.now() + timeout;
  while (!holds()) {
    if (performance.now() > until) {
      throw new Error(`${what} did not come to be in ${timeout} ms`);
    }
    await setTimeout(20);
  }
};
