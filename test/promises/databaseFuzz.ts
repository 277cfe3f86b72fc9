// Sends mutated messages to the embedded engine: npx tsx test/promises/databaseFuzz.ts [--messages 100000] [--seed N]
import { parseArgs } from "node:util";
import { fuzzRun } from "../embedded-mongodb/support/fuzzRun.ts";
import { startTemporaryEngine } from "../embedded-mongodb/support/temporaryEngine.ts";

const { values } = parseArgs({
  options: { messages: { type: "string" }, seed: { type: "string" } },
});
const server = await startTemporaryEngine();
const { pid } = server.engine;
const run = await fuzzRun(server.uri, {
  messages: Number(values.messages ?? 100_000),
  seed: Number(values.seed ?? 1),
});
const survived = server.engine.pid === pid;
const faults = server.faults.map((fault) => fault.message.split("\n")[0]);
console.log({ ...run, survived, engineFaults: [...new Set(faults)] });
await server.stop();
process.exit(survived && run.faults.length === 0 && faults.length === 0 ? 0 : 1);
