import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({
        version: z.string().optional(),
        optionalDependencies: z.record(z.string(), z.string()).optional(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(join(import.meta.dirname, "../../package-lock.json"), "utf8")));

/** The first version without the holes that are known. */
const floors: Record<string, string> = {
  "body-parser": "2.4.0",
  "engine.io": "6.6.12",
  linkifyjs: "4.3.2",
  mongoose: "9.9.2",
  multer: "2.5.0",
  "path-to-regexp": "8.4.0",
  qs: "6.17.1",
  sharp: "0.35.0",
  "socket.io-parser": "4.2.7",
  ws: "8.23.0",
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf("node_modules/") + 13);

const isOlder = (version: string, floor: string): boolean =>
  version.localeCompare(floor, "en", { numeric: true }) < 0;

describe("the lock file", () => {
  test("holds nothing older than the version that closed its known holes [J6]", () => {
    const tooOld = Object.entries(lock.packages).filter(([path, { version = "0" }]) =>
      isOlder(version, floors[nameOf(path)] ?? "0"),
    );

    expect(tooOld).toEqual([]);
    expect(lock.packages["node_modules/ws"]).toBeDefined();
    expect(isOlder("8.22.9", "8.23.0")).toBe(true);
    expect(isOlder("8.100.0", "8.23.0")).toBe(false);
  });

  test("holds the native parts for every system [J7]", () => {
    const held = new Set(Object.keys(lock.packages).map(nameOf));
    const missing = Object.values(lock.packages)
      .flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
      .filter((name) => !held.has(name));

    expect(missing).toEqual([]);
    for (const system of ["linux-x64", "linux-arm64", "darwin-arm64", "win32-x64"]) {
      expect(held).toContain(`@lmdb/lmdb-${system}`);
    }
  });
});
