// P2: kills the embedded engine under writers and looks for what was acknowledged: npx tsx test/promises/databaseKills.ts [--kills 200] [--writers 20] [--seed N]
import { parseArgs } from "node:util";
import { killRun } from "../embedded-mongodb/support/killRun.ts";
import { tell } from "../support/tried.ts";

const { values } = parseArgs({
  options: { kills: { type: "string" }, writers: { type: "string" }, seed: { type: "string" } },
});
const started = Date.now();
const { verification, ...run } = await killRun({
  kills: Number(values.kills ?? 200),
  writers: Number(values.writers ?? 20),
  seed: Number(values.seed ?? 1),
});
console.log({ ...run, verification, seconds: Math.round((Date.now() - started) / 1_000) });
const isKept = [run.missing, run.halfDone, run.miscounted, verification.faults].every(
  ({ length }) => length === 0,
);
tell({
  promise: "P2",
  asked: "200 kills of the database, nothing acknowledged missing, nothing half done",
  seen: `${run.kills} kills, ${run.acknowledged} acknowledged, ${run.missing.length} missing, ${run.halfDone.length} half done`,
  isMet: isKept,
});
process.exit();
