import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { MongoServerError } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readFiles, runFile, type TestResult } from "./specification/unifiedRunner.ts";
import { openTestEngine, type TestEngine } from "./support/testEngine.ts";

const folder = fileURLToPath(
  new URL("../../../shared/data/mongodb-specifications", import.meta.url),
);

/** Answers with which this engine refuses what is not in its subset. */
const refusals = new Set([59, 115, 168, 263, 40324]);

const isKnownRefusal = (error: unknown): boolean =>
  error instanceof MongoServerError && refusals.has(Number(error.code));

/** Why these fail; on a real MongoDB too, where it is the driver's doing. */
const explained: { by: (result: TestResult, reason: string) => boolean; why: string }[] = [
  {
    by: ({ file }) => file === "bypassDocumentValidation.json",
    why: "the Node driver does not send bypassDocumentValidation: false",
  },
  {
    by: ({ file }) => file === "create-null-ids.json",
    why: "the Node driver replaces an _id of null before it inserts",
  },
  {
    by: (_, reason) => reason.endsWith("writeConcern: has wtimeout besides"),
    why: "the Node driver adds a wtimeout of 10 s to a commit with a write concern",
  },
  {
    by: ({ name }) => name === "implicitly create collection using insert",
    why: "this engine makes a collection at once, MongoDB with the commit (SUBSET.md)",
  },
];

const isExplained = (result: TestResult): boolean =>
  result.outcome.state === "failed" &&
  explained.some(({ by }) =>
    by(result, result.outcome.state === "failed" ? result.outcome.reason : ""),
  );

let server: TestEngine;
beforeAll(async () => {
  server = await openTestEngine();
});
afterAll(() => server.close());

describe.skipIf(!existsSync(folder))("MongoDB's own driver specification tests", () => {
  test.each(["crud", "transactions", "retryable-writes"])(
    "%s: all pass that are in the subset [D1]",
    async (suite) => {
      const results: TestResult[] = [];
      for (const { file, content } of readFiles(`${folder}/${suite}`)) {
        results.push(...(await runFile(server.uri, file, content, isKnownRefusal)));
      }
      report(suite, results);

      const unexplained = results.filter(
        (result) => result.outcome.state === "failed" && !isExplained(result),
      );
      expect(unexplained).toEqual([]);
      expect(results.some(({ outcome }) => outcome.state === "passed")).toBe(true);
      expect(server.faults).toEqual([]);
    },
    300_000,
  );
});

if (!existsSync(folder)) {
  console.warn(`not run: MongoDB's specification tests are missing (${folder})`);
}

function report(suite: string, results: TestResult[]): void {
  const count = (state: string) => results.filter(({ outcome }) => outcome.state === state).length;
  const reasons = new Map<string, number>();
  for (const { outcome } of results) {
    if (outcome.state === "skipped") {
      reasons.set(outcome.reason, (reasons.get(outcome.reason) ?? 0) + 1);
    }
  }
  console.log(
    `${suite}: ${count("passed")} passed, ${count("failed")} explained, ${count("skipped")} not run`,
    Object.fromEntries(reasons),
  );
}
