// P12: mutated updates harm nobody. `npm run promises -- documentsMutated [HOW MANY] [FIRST SEED]`
import { mutated, pick, randomOf, someHistory, tryUpdate } from "../support/mutatedUpdates.ts";
import { tell } from "../support/tried.ts";

const wanted = Number(process.argv[2] ?? 100_000);
const AT_ONCE = 100;

const outcomes = { refused: 0, known: 0, admitted: 0 };
const times: number[] = [];
for (let seed = Number(process.argv[3] ?? 0); times.length < wanted; seed += 1) {
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
// What is not as it should be has ended this with an error before.
tell({
  promise: "P12",
  asked:
    "100,000 mutated updates: no crash, nothing left over, all replicas the same; admission p99 < 1 ms",
  seen: `${times.length} updates: ${outcomes.admitted} admitted, ${outcomes.refused} refused, ${outcomes.known} known; admission p99 ${p99.toFixed(2)} ms, slowest ${(times.at(-1) ?? 0).toFixed(1)} ms of processor time`,
  isMet: p99 < 1,
});
