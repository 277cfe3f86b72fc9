import { describe, expect, test } from "vitest";
import { TokenBucket } from "../../server/sockets/tokenBucket.ts";
import { ManualTimers } from "../support/manualTimers.ts";

const takeMany = (bucket: TokenBucket, count: number) =>
  Array.from({ length: count }, () => bucket.take());

describe("the token bucket", () => {
  test("admits a burst, then the sustained rate [F9]", async () => {
    const timers = new ManualTimers();
    const bucket = new TokenBucket({ perSecond: 100, burst: 50 }, timers);
    const isAdmitted = (delay: number | undefined) => delay === undefined;
    expect(takeMany(bucket, 80).filter(isAdmitted).length).toBe(50);
    let admitted = 0;
    for (let tenth = 0; tenth < 100; tenth += 1) {
      await timers.advance(100);
      admitted += takeMany(bucket, 30).filter(isAdmitted).length;
    }
    expect(admitted).toBe(1000);
  });

  test("gives those it refuses times at which they don't meet again [F9]", async () => {
    const timers = new ManualTimers();
    const bucket = new TokenBucket({ perSecond: 100, burst: 100 }, timers);
    takeMany(bucket, 100);
    const delays = takeMany(bucket, 500);
    expect(delays[0]).toBe(1);
    expect(delays.at(-1)).toBeCloseTo(5.99, 5);

    // Whoever comes when told to is let in.
    const left = delays.map((delay) => (delay ?? 0) * 1000);
    const refused: unknown[] = [];
    for (const at of left) {
      await timers.advance(at - timers.now());
      refused.push(...takeMany(bucket, 1).filter((delay) => delay !== undefined));
    }
    expect(refused).toEqual([]);
  });

  test("never sends anybody away for more than a minute", () => {
    const bucket = new TokenBucket({ perSecond: 1, burst: 1 }, new ManualTimers());
    expect(Math.max(...takeMany(bucket, 1000).map((delay) => delay ?? 0))).toBe(60);
  });
});
