import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient, type Db } from "mongodb";
import { onTestFinished } from "vitest";
import type { Engine } from "../../../server/embedded-mongodb/engine.ts";
import { listen } from "../../../server/embedded-mongodb/listen.ts";
import { openEngine } from "../../../server/embedded-mongodb/openEngine.ts";

export interface TestEngine {
  uri: string;
  engine: Engine;
  client: MongoClient;
  db: Db;
  dataDir: string;
  /** What went wrong inside; a test that expects nothing of the kind finds it empty. */
  faults: unknown[];
  close: () => Promise<void>;
}

/** An engine of its own in this process, on a temporary folder or on the one given. */
export async function openTestEngine(given: { dataDir?: string } = {}): Promise<TestEngine> {
  const dataDir = given.dataDir ?? (await temporaryFolder());
  const faults: unknown[] = [];
  const onFault = (fault: unknown) => {
    faults.push(fault);
  };
  const { engine, close } = await openEngine({ dataDir, onFault });
  const listening = await listen(engine, { port: 0 }, onFault);
  const uri = `mongodb://${listening.address}/?directConnection=true`;
  const client = await new MongoClient(uri).connect();
  return {
    uri,
    engine,
    client,
    db: client.db("test"),
    dataDir,
    faults,
    async close() {
      await client.close();
      engine.sessions.abortAll();
      await listening.close();
      await close();
    },
  };
}

/** One that ends with the test. */
export async function testEngine(): Promise<TestEngine> {
  const opened = await openTestEngine();
  onTestFinished(opened.close);
  return opened;
}

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "embedded-mongodb-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
