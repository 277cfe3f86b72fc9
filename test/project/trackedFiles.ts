import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** The files of the repository, and where each is now. */
export const trackedFiles = (): { file: string; path: string }[] =>
  execFileSync("git", ["ls-files", "-z"], { cwd: root, encoding: "utf8" })
    .split("\0")
    .map((file) => ({ file, path: join(root, file) }))
    .filter(({ file, path }) => file !== "" && existsSync(path));
