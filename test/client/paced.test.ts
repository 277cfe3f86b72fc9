import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paced } from "../../client/boards/paced.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Something whose every run holds the page up for so long. */
const taking = (ms: number) => {
  const ranAt: number[] = [];
  const run = paced(async () => {
    ranAt.push(performance.now());
    vi.advanceTimersByTime(ms);
  });
  return { ranAt, run };
};
const gaps = (times: readonly number[]): number[] =>
  times.slice(1).map((time, index) => time - (times[index] ?? 0));
/** Called for every ten milliseconds. */
const callFor = async (run: () => Promise<void>, ms: number): Promise<void> => {
  for (let passed = 0; passed < ms; passed += 10) {
    void run();
    await vi.advanceTimersByTimeAsync(10);
  }
};

test("what takes no time is done whenever it is called for [C42]", async () => {
  const { ranAt, run } = taking(0);
  await callFor(run, 200);
  expect(ranAt.length).toBeGreaterThanOrEqual(19);
});

test("what takes time leaves seven times as much for everything else [C42]", async () => {
  const { ranAt, run } = taking(10);
  await callFor(run, 1000);
  expect(Math.min(...gaps(ranAt))).toBeGreaterThanOrEqual(80);
  expect(Math.max(...gaps(ranAt))).toBeLessThanOrEqual(110);
});

test("what takes very long comes after a quarter of a second nevertheless, and all callers know when [C42]", async () => {
  const { ranAt, run } = taking(100);
  await run();
  await vi.advanceTimersByTimeAsync(1);
  const told = vi.fn();
  void run().then(told);
  void run().then(told);
  await vi.advanceTimersByTimeAsync(240);
  expect(told).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(20);
  expect(told).toHaveBeenCalledTimes(2);
  expect(ranAt).toHaveLength(2);
});
