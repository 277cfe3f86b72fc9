import { describe, expect, test } from "vitest";
import { killApplication } from "../promises/applicationKills.ts";

const KILLS = 4;

describe("an acknowledged write", () => {
  test("survives kill -9 of the application [L1]", async () => {
    const { acknowledged, missing } = await killApplication(KILLS, Math.random);

    expect(missing).toEqual([]);
    expect(acknowledged).toBeGreaterThan(KILLS);
  }, 120_000);
});
