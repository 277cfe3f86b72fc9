// `npm test`: prepares, then format, lint, types, dead code and all tests. With arguments, only the tests that they name.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { compile, orRefuse, prepare, root, runTool, seconds } from "./prepare.mjs";
import { prepareBrowser, prepareRedis } from "./programs.mjs";

const RESULTS = "dist/test-results";

const shown = { stdio: ["ignore", "inherit", "inherit"] };

const check = (command) => async () => {
  const { code, said } = await command();
  if (code !== 0) {
    process.stdout.write(`${said.trimEnd()}\n`);
  }
  return code === 0;
};

const tests = (chromium, named) => async () => {
  const { code } = await runTool(
    "vitest",
    [
      "run",
      "--config=test/vitest.config.ts",
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${RESULTS}/tests.json`,
      ...named,
    ],
    { ...shown, env: { ...process.env, CHROMIUM: chromium } },
  );
  return code === 0;
};

await orRefuse(prepare);
await orRefuse(prepareRedis);
const chromium = await orRefuse(prepareBrowser);
rmSync(join(root, RESULTS), { recursive: true, force: true });

const named = process.argv.slice(2);
const checks = {
  format: check(() => runTool("oxfmt", ["--check"])),
  lint: check(() => runTool("oxlint", [])),
  types: check(() => compile()),
  "dead code": check(() => runTool("knip", [])),
};
const steps = { ...(named.length === 0 && checks), tests: tests(chromium, named) };

const lines = [];
for (const [name, passes] of Object.entries(steps)) {
  const since = performance.now();
  process.stdout.write(`\n— ${name}\n`);
  const isPassed = await passes();
  const line = `${isPassed ? "passed" : "FAILED"}  ${name} (${seconds(since)})`;
  process.stdout.write(`${line}\n`);
  lines.push(line);
  process.exitCode = isPassed ? process.exitCode : 1;
}
process.stdout.write(`\n${lines.join("\n")}\n`);
