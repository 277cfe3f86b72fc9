// The browser that the tests and the screenshots use: the one that is there, or Debian's.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { NotPrepared, run, step } from "./prepare.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const ELSEWHERE = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

const onPath = (name) =>
  (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path));

const findChromium = () =>
  [process.env.CHROMIUM, ...NAMES.map(onPath), ...ELSEWHERE].find(
    (path) => path !== undefined && existsSync(path),
  );

/** Whether a page in Chinese would show its letters; only Linux comes without them. */
const hasChineseFont = () =>
  process.platform !== "linux" || spawnSync("fc-list", [":lang=zh"]).stdout?.length > 0;

const mayInstall = () =>
  process.platform === "linux" && process.getuid() === 0 && onPath("apt-get") !== undefined;

const aptGet = async (...args) =>
  run("apt-get", ["-q", "-y", ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });

const install = (packages) =>
  step(`Installing ${packages.join(", ")}`, async () => {
    const updated = await aptGet("update");
    return updated.code === 0 ? aptGet("install", "--no-install-recommends", ...packages) : updated;
  });

/** The path of Chromium, installed first where it is missing and may be. Throws `NotPrepared`. */
export const prepareChromium = async () => {
  const missing = [
    ...(findChromium() === undefined ? ["chromium"] : []),
    ...(hasChineseFont() ? [] : ["fonts-noto-cjk"]),
  ];
  if (missing.length > 0 && mayInstall()) {
    await install(missing);
  }
  const found = findChromium();
  if (found === undefined) {
    throw new NotPrepared(
      [
        "The tests run in a real browser, and no Chromium was found. Install it, for example with",
        "  sudo apt-get install chromium fonts-noto-cjk",
        "or name the program of a Chromium or Chrome in the variable CHROMIUM.",
      ].join("\n"),
    );
  }
  return found;
};
