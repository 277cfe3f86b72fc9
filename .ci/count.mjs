// Adds up test results: each argument is a results file of Vitest and the exit code of its run, FILE:CODE. Exits with 1 if anything failed.
import { existsSync, readFileSync } from "node:fs";

let passed = 0;
let failed = 0;
for (const argument of process.argv.slice(2)) {
  const [file, code] = argument.split(":");
  const results = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
  // A file that could not even be loaded has failed without a test in it.
  const broken = (results?.testResults ?? []).filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  const failedHere = (results?.numFailedTests ?? 0) + broken;
  passed += results?.numPassedTests ?? 0;
  // Something beside the tests failed: a check, the set-up, the run itself.
  failed += failedHere === 0 && code !== "0" ? 1 : failedHere;
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
