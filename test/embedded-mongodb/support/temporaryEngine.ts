import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  startEmbeddedMongodb,
  type EmbeddedMongodb,
} from "../../../server/embedded-mongodb/startEmbeddedMongodb.ts";

export interface TemporaryEngine {
  engine: EmbeddedMongodb;
  uri: string;
  dataDir: string;
  faults: Error[];
  stop: () => Promise<void>;
}

/** The engine as the application has it, in a process of its own, on a folder that goes with it. */
export async function startTemporaryEngine(
  given: { dataDir?: string } = {},
): Promise<TemporaryEngine> {
  const dataDir = given.dataDir ?? (await mkdtemp(join(tmpdir(), "embedded-mongodb-")));
  const faults: Error[] = [];
  const engine = await startEmbeddedMongodb({
    dataDir,
    onFault: (fault) => void faults.push(fault),
  });
  return {
    engine,
    uri: engine.uri,
    dataDir,
    faults,
    async stop() {
      await engine.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
