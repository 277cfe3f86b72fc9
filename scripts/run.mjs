// `npm run import|db|cluster|screens -- …` runs scripts/NAME.ts; `npm run bench|promises -- NAME …` runs test/bench|promises/NAME.ts.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { NotPrepared, orRefuse, prepare, root, runTool } from "./prepare.mjs";
import { prepareBrowser, prepareRedis } from "./programs.mjs";

/** What a program exits with that needs something which is not there, another database, say. */
const CANNOT_RUN_HERE = 75;

const [script, ...args] = process.argv.slice(2);

const runScript = async () => {
  const built = join(root, "dist", "scripts", `${script}.js`);
  // The script shall find its own arguments where a program started by itself has them.
  process.argv.splice(1, 2, built);
  await import(pathToFileURL(built).href);
};

/** The programs in a folder: those that say in their first line what they are for. */
const programsIn = (folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => {
      const [, purpose] = /^\/\/ (.+)/.exec(readFileSync(join(folder, file), "utf8")) ?? [];
      return { name: file.slice(0, -".ts".length), purpose };
    })
    .filter(({ purpose }) => purpose !== undefined);

/** What each promise's program said last, one line each; a program without a line did not come to its end. */
const printTable = (rows) => {
  const widest = (column) => Math.max(...rows.map((row) => row[column].length));
  const [name, promise, verdict] = ["name", "promise", "verdict"].map(widest);
  process.stdout.write("\n");
  for (const row of rows) {
    const cells = [
      row.promise.padEnd(promise),
      row.verdict.padEnd(verdict),
      row.name.padEnd(name),
      row.seen,
    ];
    process.stdout.write(`${cells.join("  ").trimEnd()}\n`);
  }
};

const linesOf = (file) =>
  existsSync(file)
    ? readFileSync(file, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line))
    : [];

/** The one that is named, or else all, one after the other, with a table at the end where they give lines for one. */
const runMeasurements = async () => {
  const folder = join(root, "test", script);
  const programs = programsIn(folder);
  const names = programs.map(({ name }) => name);
  const [name, ...rest] = args;
  if (name !== undefined && !names.includes(name)) {
    throw new NotPrepared(
      programs.map((program) => `${program.name}\n  ${program.purpose}`).join("\n"),
    );
  }
  const rows = [];
  const told = mkdtempSync(join(tmpdir(), "promises-"));
  for (const chosen of name === undefined ? names : [name]) {
    const table = join(told, chosen);
    const { code } = await runTool("tsx", [join(folder, `${chosen}.ts`), ...rest], {
      stdio: "inherit",
      env: { ...process.env, PROMISES_TABLE: table },
    });
    const isPassedOver = name === undefined && code === CANNOT_RUN_HERE;
    process.exitCode = code === 0 || isPassedOver ? process.exitCode : 1;
    const lines = linesOf(table);
    const verdict = isPassedOver ? "not run here" : code === 0 ? "met" : "NOT MET";
    rows.push(
      ...(lines.length > 0
        ? lines.map((line) => ({ name: chosen, ...line }))
        : [{ name: chosen, promise: "", verdict, seen: "" }]),
    );
  }
  rmSync(told, { recursive: true, force: true });
  if (script === "promises") {
    printTable(rows);
  }
};

await orRefuse(async () => {
  await prepare();
  if (["bench", "promises"].includes(script)) {
    await prepareRedis();
  }
  if (["bench", "promises", "screens"].includes(script)) {
    process.env.CHROMIUM = await prepareBrowser();
  }
  process.env.NODE_ENV ??= "production";
  await (existsSync(join(root, "scripts", `${script}.ts`)) ? runScript() : runMeasurements());
});
