// Compares the embedded engine with another one over thousands of generated questions: npx tsx test/promises/databaseDifferential.ts [--rounds 1000] [--seed 1]
import { parseArgs } from "node:util";
import { EJSON } from "bson";
import { MongoClient } from "mongodb";
import { startReference } from "../embedded-mongodb/differential/reference.ts";
import { runDifferential } from "../embedded-mongodb/differential/runDifferential.ts";
import { startTemporaryEngine } from "../embedded-mongodb/support/temporaryEngine.ts";

const { values } = parseArgs({ options: { rounds: { type: "string" }, seed: { type: "string" } } });
const rounds = Number(values.rounds ?? 1_000);
const seed = Number(values.seed ?? 1);

const reference = await startReference();
if ("missing" in reference) {
  console.error(`not run: no engine to compare with (${reference.missing})`);
  process.exit(75);
}
const engine = await startTemporaryEngine();
const clients = await Promise.all(
  [engine.uri, reference.uri].map((uri) => new MongoClient(uri).connect()),
);
const [own, other] = clients;
if (!own || !other) {
  throw new Error("two clients are needed");
}
const { questions, explained, disagreements } = await runDifferential(own, other, { rounds, seed });
for (const each of disagreements.slice(0, 10)) {
  console.log(EJSON.stringify(each, { relaxed: true }));
}
console.log({ questions, explained, disagreements: disagreements.length });
await Promise.all(clients.map((client) => client.close()));
await engine.stop();
await reference.stop();
process.exit(disagreements.length === 0 ? 0 : 1);
