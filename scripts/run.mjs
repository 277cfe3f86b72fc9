// `npm run import|db|cluster|screens -- …` runs scripts/NAME.ts; `npm run bench|promises -- NAME …` runs test/bench|promises/NAME.ts.
import { existsSync, readFileSync, readdirSync } from "node:fs";
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

/** The one that is named, or else all, one after the other. */
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
  for (const chosen of name === undefined ? names : [name]) {
    const { code } = await runTool("tsx", [join(folder, `${chosen}.ts`), ...rest], {
      stdio: "inherit",
    });
    const isPassedOver = name === undefined && code === CANNOT_RUN_HERE;
    process.exitCode = code === 0 || isPassedOver ? process.exitCode : 1;
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
