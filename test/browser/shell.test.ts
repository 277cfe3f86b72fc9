import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../dist/client");
const page = readFileSync(join(folder, "index.html"), "utf8");
const weigh = (path: string) => gzipSync(readFileSync(join(folder, path))).length;

test("the page with all it loads before it shows anything weighs 140 kB gzipped at most [C21]", () => {
  const loaded = [...page.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(
    ([, path = ""]) => path,
  );
  expect(loaded.some((path) => path.endsWith(".css"))).toBe(true);
  const total = loaded.reduce((sum, path) => sum + weigh(path), gzipSync(page).length);
  expect(total).toBeLessThanOrEqual(140 * 1024);
});

test("the page has no script of its own in it, which the security policy would forbid [C21]", () => {
  const scripts = [...page.matchAll(/<script\b([^>]*)>([^<]*)/g)];
  expect(scripts.map(([, , inline]) => inline?.trim())).toEqual(scripts.map(() => ""));
  expect(scripts.every(([, attributes]) => attributes?.includes("src="))).toBe(true);
});
