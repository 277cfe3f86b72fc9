// P3, P4, P19, P30: seeded schedules of nodes, writers, watchers and faults. `npx tsx test/promises/simulation.ts [SEEDS] [FIRST]`
import { simulate } from "../simulation/simulate.ts";

const [, , seeds = "5000", first = "1"] = process.argv;
const faults: string[] = [];
const startedAt = performance.now();
for (let seed = Number(first); seed < Number(first) + Number(seeds); seed += 1) {
  const found = await simulate(seed).catch((reason: unknown) => [String(reason)]);
  faults.push(...found.map((fault) => `seed ${seed}: ${fault}`));
}
const seconds = ((performance.now() - startedAt) / 1000).toFixed(0);
process.stdout.write(
  `P3 P4 P19 P30: ${seeds} schedules in ${seconds} s, ${faults.length} not exact\n${faults.slice(0, 20).join("\n")}\n`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
