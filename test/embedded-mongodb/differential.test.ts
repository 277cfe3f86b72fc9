import { MongoClient } from "mongodb";
import { expect, test } from "vitest";
import { startReference } from "./differential/reference.ts";
import { runDifferential } from "./differential/runDifferential.ts";
import { openTestEngine } from "./support/testEngine.ts";

test("queries, updates and pipelines give what another engine of MongoDB's language gives [D2]", async () => {
  const reference = await startReference();
  if ("missing" in reference) {
    console.warn(`not run: no engine to compare with (${reference.missing})`);
    return;
  }
  const server = await openTestEngine();
  const client = await new MongoClient(reference.uri).connect();
  try {
    const result = await runDifferential(server.client, client, { rounds: 60, seed: 20 });

    expect(result.disagreements).toEqual([]);
    expect(result.questions).toBeGreaterThan(200);
    expect(server.faults).toEqual([]);
  } finally {
    await client.close();
    await server.close();
    await reference.stop();
  }
}, 300_000);
