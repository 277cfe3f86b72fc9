// `npm run import|db|screens -- …` runs scripts/NAME.ts; `npm run bench|promises -- NAME …` runs test/bench|promises/NAME.ts.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { prepareChromium } from "./chromium.mjs";
import { NotPrepared, orRefuse, prepare, root, runTool } from "./prepare.mjs";

const [script, ...args] = process.argv.slice(2);

const runScript = async () => {
  const built = join(root, "dist", "scripts", `${script}.js`);
  // The script shall find its own arguments where a program started by itself has them.
  process.argv.splice(1, 2, built);
  await import(pathToFileURL(built).href);
};

/** The measurements of a folder by name: those asked for, or else all, one after the other. */
const runMeasurements = async () => {
  const folder = join(root, "test", script);
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.slice(0, -".ts".length));
  const [name, ...rest] = args;
  if (name !== undefined && !names.includes(name)) {
    throw new NotPrepared(`There is ${names.join(", ")}, and no ${name}`);
  }
  for (const chosen of name === undefined ? names : [name]) {
    const { code } = await runTool("tsx", [join(folder, `${chosen}.ts`), ...rest], {
      stdio: "inherit",
    });
    process.exitCode = code === 0 ? process.exitCode : 1;
  }
};

await orRefuse(async () => {
  await prepare();
  if (script !== "import" && script !== "db") {
    process.env.CHROMIUM = await prepareChromium();
  }
  process.env.NODE_ENV ??= "production";
  await (existsSync(join(root, "scripts", `${script}.ts`)) ? runScript() : runMeasurements());
});
