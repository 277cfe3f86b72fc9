import { describe, expect, test } from "vitest";
import { simulate } from "./simulate.ts";

const SEEDS = 150;

describe("three nodes under faults", () => {
  test(`stay exact in ${SEEDS} schedules [L7]`, async () => {
    const faults: string[] = [];
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      faults.push(...(await simulate(seed)).map((fault) => `seed ${seed}: ${fault}`));
    }

    expect(faults).toEqual([]);
  }, 120_000);
});
