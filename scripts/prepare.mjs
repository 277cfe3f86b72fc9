// What every other script needs first: the right Node, the packages, the build. Uses nothing but Node, as it runs before anything is installed.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const NODE_MAJOR = 20;
const NODE_MINOR = 19;
const LOCK = join(root, ".cache", "preparing");
const BUILT = join(root, "dist", "built.json");

/** What was tried and did not work, told without a stack. */
export class NotPrepared extends Error {}

export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** Runs a program; resolves to its exit code and, unless it writes to our own outputs, to what it said. */
export const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
    });
    let said = "";
    child.stdout?.on("data", (part) => (said += part));
    child.stderr?.on("data", (part) => (said += part));
    child.once("error", reject);
    child.once("close", (code, signal) => resolve({ code: code ?? signal, said }));
  });

/** The file behind a package's command, to be run by this same Node on every system. */
export const tool = (name, packageName = name) => {
  const folder = join(root, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return join(folder, typeof bin === "string" ? bin : bin[name]);
};

export const runTool = (name, args, { packageName = name, ...options } = {}) =>
  run(process.execPath, [tool(name, packageName), ...args], options);

/** One line per step and its time; what a failed step said stands below it. */
export const step = async (title, command) => {
  const since = performance.now();
  process.stdout.write(`${title} … `);
  const { code, said } = await command();
  if (code !== 0) {
    process.stdout.write(`failed after ${seconds(since)}\n`);
    throw new NotPrepared(said.trimEnd());
  }
  process.stdout.write(`${seconds(since)}\n`);
};

const checkNode = () => {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < NODE_MAJOR || (major === NODE_MAJOR && minor < NODE_MINOR)) {
    throw new NotPrepared(
      `This needs Node.js ${NODE_MAJOR}.${NODE_MINOR} or newer, better 24; this is ${process.versions.node}.`,
    );
  }
};

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined);

/** npm notes at the end of an install what it put there; that must be what the lock file asks for. */
const isInstalled = () => {
  const { "": _project, ...wanted } = readJson(join(root, "package-lock.json")).packages;
  const present = readJson(join(root, "node_modules", ".package-lock.json"))?.packages;
  return (
    present !== undefined &&
    Object.entries(wanted).every(([path, { version, optional, devOptional }]) =>
      // What is optional is there on some systems only.
      path in present ? present[path].version === version : (optional ?? devOptional ?? false),
    )
  );
};

const install = () => {
  const npm = process.env.npm_execpath;
  // Development packages build the client, so NODE_ENV=production must not leave them out.
  const args = ["ci", "--include=dev", "--loglevel=error"];
  return step("Installing packages", () =>
    npm === undefined
      ? run("npm", args, { shell: process.platform === "win32" })
      : run(process.execPath, [npm, ...args]),
  );
};

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));

/** Of names and contents, not of times: a fresh clone or a changed branch has new times. */
const hashOf = (...names) => {
  const hash = createHash("sha256");
  const files = names.flatMap((name) => {
    const path = join(root, name);
    return name.includes(".") ? [path] : filesUnder(path);
  });
  for (const file of files.toSorted((one, other) => (one < other ? -1 : 1))) {
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
};

/** In one thread: of several, each would go through Mongoose's types by itself, which takes them longer. */
export const compile = (...projects) =>
  runTool("tsc", ["-b", "--checkers", "1", ...projects], { packageName: "typescript" });

const parts = [
  {
    name: "server",
    hash: () =>
      hashOf("shared", "server", "scripts", "tsconfig.json", "package.json", "package-lock.json"),
    result: "dist/server/main.js",
    build: () => step("Building the server", () => compile("shared", "server", "scripts")),
  },
  {
    name: "client",
    hash: () => hashOf("shared", "client", "tsconfig.json", "package-lock.json"),
    result: "dist/client/index.html",
    build: () =>
      step("Building the client", () =>
        runTool("vite", ["build", "-c", "client/vite.config.ts", "--logLevel", "warn"]),
      ),
  },
];

const isBuilt = (part) =>
  existsSync(join(root, part.result)) && readJson(BUILT)?.[part.name] === part.hash();

const build = async (part) => {
  const hash = part.hash();
  await part.build();
  writeFileSync(BUILT, JSON.stringify({ ...readJson(BUILT), [part.name]: hash }));
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (fault) {
    return fault.code === "EPERM";
  }
};

const lockHolder = () => (existsSync(LOCK) ? Number(readFileSync(LOCK, "utf8")) : 0);

const takeLock = () => {
  const holder = lockHolder();
  if (holder > 0 && !isAlive(holder)) {
    rmSync(LOCK, { force: true });
  }
  try {
    writeFileSync(LOCK, String(process.pid), { flag: "wx" });
    return true;
  } catch (fault) {
    if (fault.code === "EEXIST") {
      return false;
    }
    throw fault;
  }
};

/** Two scripts started at once must not install or build into each other's work. */
const alone = async (work) => {
  mkdirSync(join(root, ".cache"), { recursive: true });
  let hasSaidSo = false;
  while (!takeLock()) {
    if (!hasSaidSo) {
      process.stdout.write(`Waiting for process ${lockHolder()}, which prepares this folder\n`);
      hasSaidSo = true;
    }
    await setTimeout(200);
  }
  try {
    await work();
  } finally {
    rmSync(LOCK, { force: true });
  }
};

/** Installs and builds what is missing or older than its sources. Throws `NotPrepared`. */
export const prepare = async () => {
  checkNode();
  if (isInstalled() && parts.every(isBuilt)) {
    return;
  }
  await alone(async () => {
    if (!isInstalled()) {
      await install();
    }
    for (const part of parts) {
      if (!isBuilt(part)) {
        await build(part);
      }
    }
  });
};

/** Ends the program with the reason if `work` could not be done. */
export const orRefuse = async (work) => {
  try {
    return await work();
  } catch (reason) {
    if (!(reason instanceof NotPrepared)) {
      throw reason;
    }
    process.stderr.write(`${reason.message}\n`);
    return process.exit(1);
  }
};
