import { EJSON } from "bson";
import type { Document } from "mongodb";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Unexpected } from "./checkError.ts";
import { checkEvents } from "./commandEvents.ts";
import { NotInSubset } from "./operations.ts";
import { TestWorld } from "./testWorld.ts";

export type Outcome =
  | { state: "passed" }
  | { state: "failed"; reason: string }
  | { state: "skipped"; reason: string };

export interface TestResult {
  file: string;
  name: string;
  outcome: Outcome;
}

const SERVER_VERSION = "7.0.0";
const TOPOLOGY = "replicaset";

export const readFiles = (folder: string): { file: string; content: Document }[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => ({
      file,
      content: EJSON.parse(readFileSync(join(folder, file), "utf8"), { relaxed: true }) as Document,
    }));

/** Runs all tests of one file of MongoDB's unified format, through the driver. */
export async function runFile(
  uri: string,
  file: string,
  content: Document,
  isKnownRefusal: (error: unknown) => boolean,
): Promise<TestResult[]> {
  const results: TestResult[] = [];
  for (const test of content["tests"]) {
    const unmet = [content["runOnRequirements"], test["runOnRequirements"]]
      .map(unmetRequirement)
      .find(Boolean);
    const skipped = test["skipReason"] ?? unmet;
    const outcome: Outcome = skipped
      ? { state: "skipped", reason: skipped }
      : await runTest(uri, content, test, isKnownRefusal);
    results.push({ file, name: test["description"], outcome });
  }
  return results;
}

function unmetRequirement(requirements: Document[] | undefined): string | undefined {
  if (!requirements) {
    return undefined;
  }
  const isMet = requirements.some(
    ({ minServerVersion, maxServerVersion, topologies, auth, serverParameters }) =>
      (!minServerVersion || compareVersions(minServerVersion, SERVER_VERSION) <= 0) &&
      (!maxServerVersion || compareVersions(maxServerVersion, SERVER_VERSION) >= 0) &&
      (!topologies || topologies.includes(TOPOLOGY)) &&
      !auth &&
      !serverParameters,
  );
  return isMet ? undefined : "for other versions or topologies of MongoDB";
}

function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map((version) => version.split(".").map(Number));
  for (let index = 0; index < 3; index += 1) {
    const difference = (a?.[index] ?? 0) - (b?.[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return 0;
}

async function runTest(
  uri: string,
  content: Document,
  test: Document,
  isKnownRefusal: (error: unknown) => boolean,
): Promise<Outcome> {
  const world = new TestWorld(uri);
  try {
    await world.open();
    await world.seed(content["initialData"] ?? []);
    await world.create(content["createEntities"] ?? []);
    for (const operation of test["operations"]) {
      await world.operate(operation);
    }
    await world.endSessions();
    checkEvents(test["expectEvents"] ?? [], (client) => world.eventsOf(client), world);
    await world.checkData(test["outcome"] ?? []);
    return { state: "passed" };
  } catch (error) {
    if (error instanceof NotInSubset) {
      return { state: "skipped", reason: error.message };
    }
    const cause = error instanceof Unexpected ? error.cause : error;
    if (isKnownRefusal(cause)) {
      return { state: "skipped", reason: `refused: ${(cause as Error).message}` };
    }
    return { state: "failed", reason: error instanceof Error ? error.message : String(error) };
  } finally {
    await world.close();
  }
}
