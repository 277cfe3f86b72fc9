import { expect, test, vi } from "vitest";
import { DatabaseAway } from "../../server/database/databaseAway.ts";
import { repeat } from "../../server/dispatch/repeat.ts";
import { ManualTimers } from "../support/manualTimers.ts";

const EVERY_MS = 1000;

test("a job that fails is tried again; that the database is away is not said by each [F13]", async () => {
  const timers = new ManualTimers();
  const logFault = vi.fn();
  const fault = new Error("a fault");
  const run = vi
    .fn(async () => undefined)
    .mockRejectedValueOnce(new DatabaseAway("the database is away", { hasBegun: false }))
    .mockRejectedValueOnce(fault);
  const stop = repeat({ timers, everyMs: EVERY_MS, run, logFault });
  await timers.advance(3 * EVERY_MS);
  expect(run).toHaveBeenCalledTimes(3);
  expect(logFault.mock.calls).toEqual([[fault]]);
  stop();
  await timers.advance(3 * EVERY_MS);
  expect(run).toHaveBeenCalledTimes(3);
});
