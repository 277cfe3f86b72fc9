import { expect, test, vi } from "vitest";
import { Kind } from "../../server/database/kind.ts";
import { realTimers } from "../../server/database/timers.ts";
import { Lanes } from "../../server/dispatch/lanes.ts";

interface Counter {
  readonly _id: string;
  readonly rev: number;
}

const CROWD = 200;

test("A crowd is answered in its order while the next group is on its way to the database [L10]", async () => {
  const counters = new Kind<Counter>({
    name: "counters",
    findMany: async () => [{ _id: "one", rev: 1 }],
    findRev: async () => 1,
  });
  const seen: string[] = [];
  const lanes = new Lanes(counters, {
    commit: async () => {
      if (!seen.includes("commit")) {
        ask("late");
      }
      seen.push("commit");
    },
    timers: realTimers,
    now: () => new Date(0),
    random: () => 0.5,
    committed: () => undefined,
  });
  const ask = (name: string): void =>
    lanes.submit("one", {
      alone: false,
      needs: () => [],
      run: async (work, { rev }) => {
        work.put(counters, { _id: "one", rev });
        return { value: name };
      },
      done: ({ value }) => seen.push(String(value)),
      failed: (reason) => seen.push(String(reason)),
    });

  const crowd = Array.from({ length: CROWD }, (_, at) => String(at));
  crowd.forEach(ask);
  await vi.waitFor(() => expect(seen).toContain("late"));

  expect(seen.filter((one) => one !== "commit")).toEqual([...crowd, "late"]);
  expect(seen.lastIndexOf("commit")).toBeGreaterThan(0);
  expect(seen.lastIndexOf("commit")).toBeLessThan(seen.indexOf(String(CROWD - 1)));
});
