// The programs beside Node that tests and screenshots use: those that are there, or Debian's.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { NotPrepared, run, step } from "./prepare.mjs";

const onPath = (name) =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

/** Chromium without a window: it does for a third less work what a test asks of it. */
const HEADLESS = "chromium-headless-shell";

const findChromium = () =>
  [
    process.env.CHROMIUM,
    ...[HEADLESS, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome"].map(
      onPath,
    ),
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ].find((path) => path !== undefined && existsSync(path));

const chromium = {
  package: "chromium",
  isThere: () => findChromium() !== undefined,
  without: "No Chromium was found. Install it, or name its program in the variable CHROMIUM.",
};

/** Where it can't be had, the whole browser will do. */
const headlessChromium = {
  package: HEADLESS,
  isThere: () => process.env.CHROMIUM !== undefined || onPath(HEADLESS) !== undefined,
  without: undefined,
};

/** Without one, pages in Chinese show boxes and work all the same. Only Linux comes without. */
const chineseFont = {
  package: "fonts-noto-cjk",
  isThere: () =>
    process.platform !== "linux" || spawnSync("fc-list", [":lang=zh"]).stdout?.length > 0,
  without: undefined,
};

const redis = {
  package: "redis-server",
  isThere: () => onPath("redis-server") !== undefined,
  without: "No redis-server was found. Install Redis; it need not run.",
};

const mayInstall = () =>
  process.platform === "linux" && process.getuid() === 0 && onPath("apt-get") !== undefined;

const aptGet = (...args) =>
  run("apt-get", ["-q", "-y", "-o", "Acquire::http::Timeout=15", ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });

const install = (packages) =>
  step(`Installing ${packages.join(", ")}`, async () => {
    const updated = await aptGet("update");
    return updated.code === 0 ? aptGet("install", "--no-install-recommends", ...packages) : updated;
  });

/** Installs what is missing where it may. Throws `NotPrepared`, which says how to. */
const have = async (...programs) => {
  const missing = () => programs.filter(({ isThere }) => !isThere());
  if (missing().length > 0 && mayInstall()) {
    await install(missing().map((program) => program.package));
  }
  const needed = missing().filter(({ without }) => without !== undefined);
  if (needed.length > 0) {
    throw new NotPrepared(
      [
        ...needed.map(({ without }) => without),
        `On Debian: sudo apt-get install ${needed.map((program) => program.package).join(" ")}`,
      ].join("\n"),
    );
  }
};

/** Gives the path of a Chromium. Throws `NotPrepared`. */
export const prepareBrowser = async () => {
  await have(headlessChromium);
  await have(chromium, chineseFont);
  return findChromium();
};

/** Throws `NotPrepared`. */
export const prepareRedis = () => have(redis);
