import { expect, onTestFinished, test, vi } from "vitest";
import { keepLooking } from "../../client/connection/keepLooking.ts";

const HOUR = 3_600_000;

test("looks again soon at first, then every ten minutes at most, and not out of sight [C52]", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let looks = 0;
  let inSight = true;
  const end = keepLooking(
    () => {
      looks += 1;
    },
    () => inSight,
  );
  await vi.advanceTimersByTimeAsync(20_000);
  expect(looks).toBe(1);
  await vi.advanceTimersByTimeAsync(HOUR);
  const inAnHour = looks;
  expect(inAnHour).toBeLessThan(20);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(looks - inAnHour).toBeGreaterThanOrEqual(6);
  expect(looks - inAnHour).toBeLessThanOrEqual(12);

  const beforeHiding = looks;
  inSight = false;
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(looks).toBe(beforeHiding);
  inSight = true;
  end();
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(looks).toBe(beforeHiding);
});
