import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { readSettings, settingsSchema, WrongSettings } from "../../server/settings.ts";

const root = join(import.meta.dirname, "../..");

const onOff = (value: boolean) => (value ? "on" : "off");

const start = async (environment: Record<string, string>) => {
  const child = spawn(process.execPath, [join(root, "dist/server/main.js")], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said = text(child.stderr);
  const code = await new Promise((resolve) => child.once("close", resolve));
  return { code, said: await said };
};

describe("a wrong setting", () => {
  test("ends the program at the start, with its name and the reason [J4]", async () => {
    const { code, said } = await start({
      PORT: "high",
      MONGODB_URI: "localhost",
      TRUST_PROXY: "everybody",
    });

    expect(code).toBe(1);
    expect(said).toMatch(/^These settings are wrong:\n/);
    expect(said).toMatch(/^PORT: .*number/m);
    expect(said).toContain("MONGODB_URI: must begin with mongodb:// or mongodb+srv://\n");
    expect(said).toMatch(/^TRUST_PROXY: must be addresses/m);
  });

  test.each([
    ["PORT", "70000"],
    ["PORT", "-1"],
    ["REDIS_URL", "http://localhost"],
    ["PUBLIC_URL", "ftp://ideas.example"],
    ["SESSION_SECRET", "short"],
    ["SMTP_URL", "mail.example"],
    ["LOG_LEVEL", "loud"],
    ["DEMO", "yes"],
    ["RATE_LIMITS", "0"],
    ["DOCUMENT_WINDOW_MS", "101"],
    ["DOCUMENT_WINDOW_MS", "-1"],
    ["DOCUMENT_WINDOW_MS", "2.5"],
  ])("%s=%s is refused by name [J4]", (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(WrongSettings);
    expect(() => readSettings({ [name]: value })).toThrow(new RegExp(`^${name}: .+`));
  });

  test("is not one that is empty, or not ours [J4]", () => {
    expect(readSettings({ PORT: "", DEMO: "", PATH: "/bin" })).toEqual(readSettings({}));
  });
});

describe("the README's table of settings", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` +\| ([^|]*?) +\|/gm)].map(
    ([, name, value]) => [name, value] as const,
  );

  test("names exactly those there are, in order [J5]", () => {
    expect(rows.map(([name]) => name)).toEqual(Object.keys(settingsSchema.shape));
  });

  test("tells their defaults [J5]", () => {
    const told = rows.filter(([, value]) => value?.startsWith("`"));

    const shown = (value: unknown) => (typeof value === "boolean" ? onOff(value) : String(value));
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(
        Object.entries(readSettings({})).map(([name, value]) => [name, `\`${shown(value)}\``]),
      ),
    );
  });
});
