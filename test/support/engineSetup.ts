import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The engine that the tests run on: each test file takes databases of its own names in it. */
    mongodbUri: string;
    engine: "embedded" | "given";
  }
}

/** One engine for the whole run: the one in MONGODB_URI, or else an embedded one in a temporary folder. */
export default async function setup(project: TestProject) {
  const given = process.env["MONGODB_URI"];
  if (given) {
    project.provide("mongodbUri", given);
    project.provide("engine", "given");
    return undefined;
  }
  const { startEmbeddedMongodb } =
    await import("../../server/embedded-mongodb/startEmbeddedMongodb.ts");
  const dataDir = await mkdtemp(join(tmpdir(), "test-engine-"));
  const engine = await startEmbeddedMongodb({ dataDir });
  project.provide("mongodbUri", engine.uri);
  project.provide("engine", "embedded");
  return async () => {
    await engine.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
