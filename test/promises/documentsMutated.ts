import { mutated, pick, randomOf, someHistory, tryUpdate } from "../support/mutatedUpdates.ts";

// P12: mutated updates harm nobody. `npm run promises -- documentsMutated [how many]`
const wanted = Number(process.argv[2] ?? 100_000);
const AT_ONCE = 100;

const outcomes = { refused: 0, known: 0, admitted: 0 };
const times: number[] = [];
for (let seed = 0; times.length < wanted; seed += 1) {
  const random = randomOf(seed);
  const { known, next } = someHistory(random);
  for (let tries = 0; tries < AT_ONCE; tries += 1) {
    const update = mutated(pick(random, next), known, random);
    const { outcome, ms } = tryUpdate(known, update, next);
    outcomes[outcome] += 1;
    times.push(ms);
  }
}
times.sort((a, b) => a - b);
const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
console.log(
  JSON.stringify({ ...outcomes, p99Ms: Number(p99.toFixed(3)), slowestMs: times.at(-1) }),
);
process.exitCode = p99 < 1 ? 0 : 1;
