// P3, P4, P19, P30: seeded schedules of nodes, writers, watchers and faults. `npm run promises -- simulation [SEEDS] [FIRST]`
import { simulate } from "../simulation/simulate.ts";
import { tell } from "../support/tried.ts";

const [, , seeds = "5000", first = "1"] = process.argv;
const faults: string[] = [];
const startedAt = performance.now();
for (let seed = Number(first); seed < Number(first) + Number(seeds); seed += 1) {
  const found = await simulate(seed).catch((reason: unknown) => [String(reason)]);
  faults.push(...found.map((fault) => `seed ${seed}: ${fault}`));
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
tell({
  promise: "P3 P4 P19 P30",
  asked: "thousands of schedules of nodes, writers, watchers and faults, all exact",
  seen: `${seeds} schedules in ${seconds} s, ${faults.length} not exact`,
  isMet: faults.length === 0,
  wrong: faults,
});
