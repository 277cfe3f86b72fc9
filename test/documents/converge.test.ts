import { describe, expect, test } from "vitest";
import { convergeTrial } from "../support/convergeTrial.ts";

const SEEDS = 3;

describe("Documents under random edits, lost connections and stalls", () => {
  test("are the same for all in the end, and on a cold load [Y60]", async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { contents, cold } = await convergeTrial({ seed, writers: 2 + (seed % 3), edits: 60 });

      expect(new Set([...contents, cold]).size, `seed ${seed}`).toBe(1);
    }
  }, 180_000);
});
