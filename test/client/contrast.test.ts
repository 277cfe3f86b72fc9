import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { accents } from "../../client/design/accents.ts";

const css = readFileSync(new URL("../../client/design/styles.css", import.meta.url), "utf8");

/** The colours that styles.css names by role, each as light and dark. */
const tokens = new Map(
  [...css.matchAll(/--color-([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }],
  ),
);

const channels = (hex: string) =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);

const luminance = (rgb: number[]) => {
  const [r = 0, g = 0, b = 0] = rgb.map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG 2.2, 1.4.3. */
const contrast = (a: number[], b: number[]) => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

const mix = (top: number[], under: number[], share: number) =>
  top.map((value, index) => value * share + (under[index] ?? 0) * (1 - share));

const token = (name: string, mode: "light" | "dark") => channels(tokens.get(name)?.[mode] ?? "");

describe.each(["light", "dark"] as const)("in %s", (mode) => {
  test.each(["text", "quiet", "good", "warn", "bad", "info", "plan"])(
    "%s can be read on every ground, and on its own tint [C18]",
    (name) => {
      for (const ground of ["surface", "raised", "sunken"]) {
        expect(contrast(token(name, mode), token(ground, mode))).toBeGreaterThanOrEqual(4.5);
      }
      const tint = mix(token(name, mode), token("raised", mode), 0.12);
      expect(contrast(token(name, mode), tint)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(Object.entries(accents))("%s can be read, and read on [C18]", (_, accent) => {
    const colour = channels(accent[mode]);
    for (const ground of ["surface", "raised", "sunken"]) {
      expect(contrast(colour, token(ground, mode))).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colour, mix(colour, token("surface", mode), 0.12))).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colour, token("on-accent", mode))).toBeGreaterThanOrEqual(4.5);
  });

  test("the edges of what one can act on stand out [C18]", () => {
    for (const ground of ["surface", "raised"]) {
      expect(contrast(token("edge", mode), token(ground, mode))).toBeGreaterThanOrEqual(3);
    }
  });
});
