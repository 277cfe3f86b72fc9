import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";
import { describe, expect, test } from "vitest";
import { refusalStatus } from "../../shared/protocol/refusals.ts";

const folder = join(import.meta.dirname, "../../client");

const textsOf = (locale: string) => {
  const texts = new Map<string, string>();
  const walk = (tree: object, path: string) => {
    for (const [name, value] of Object.entries(tree)) {
      if (typeof value === "string") {
        texts.set(`${path}${name}`, value);
      } else {
        walk(value as object, `${path}${name}.`);
      }
    }
  };
  walk(JSON.parse(readFileSync(join(folder, `language/${locale}.json`), "utf8")) as object, "");
  return texts;
};

const PLURAL = /_(?:zero|one|two|few|many|other)$/;
const plain = (keys: Iterable<string>) =>
  [...new Set([...keys].map((key) => key.replace(PLURAL, "")))].sort();
const holesIn = (text = "") =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)]
    .map(([, name = ""]) => name)
    .toSorted((a, b) => (a < b ? -1 : 1));

const en = textsOf("en");

describe.each(["en", "zh-Hant", "zh-Hans"])("the texts in %s", (locale) => {
  const texts = textsOf(locale);

  test("say everything the others say [C16]", () => {
    expect(plain(texts.keys())).toEqual(plain(en.keys()));
  });

  test("have each form of plural that the language has [C16]", () => {
    const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted();
    const counted = plain([...texts.keys()].filter((key) => PLURAL.test(key)));
    for (const key of counted) {
      const there = [...texts.keys()]
        .filter((other) => other.startsWith(`${key}_`) && PLURAL.test(other))
        .map((other) => other.slice(key.length + 1));
      expect(there.toSorted(), key).toEqual(forms);
    }
  });

  test("leave the same holes for names and numbers [C16]", () => {
    for (const key of plain(texts.keys())) {
      const text = texts.get(key) ?? texts.get(`${key}_other`);
      expect(holesIn(text), key).toEqual(holesIn(en.get(key) ?? en.get(`${key}_other`)));
    }
  });

  test("have no empty text [C16]", () => {
    expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  test("have a text for every refusal [C16]", () => {
    const missing = [...Object.keys(refusalStatus), "offline"].filter(
      (code) => !texts.has(`refusal.${code}`),
    );
    expect(missing).toEqual([]);
  });
});

test("the two Chinese scripts are not mixed up [C16]", () => {
  const hant = [...textsOf("zh-Hant").values()].join("");
  const hans = [...textsOf("zh-Hans").values()].join("");
  expect(hant).not.toMatch(/[们个这还没发对时会为说开动创设处让见]/);
  expect(hans).not.toMatch(/[們個這還沒發對時會為說開動創設處讓見]/);
});

interface Node {
  type: string;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";

const SPOKEN = new Set(["aria-label", "aria-description", "title", "placeholder", "alt", "label"]);

/** Words that stand in the code of a component instead of in the language files. */
const textsIn = (node: unknown): string[] => {
  if (Array.isArray(node)) {
    return node.flatMap(textsIn);
  }
  if (!isNode(node)) {
    return [];
  }
  if (node.type === "JSXText" && /\p{L}/u.test(String(node["value"]))) {
    return [String(node["value"]).trim()];
  }
  if (node.type === "JSXAttribute") {
    const name = (node["name"] as { name: string }).name;
    const value = node["value"];
    const isWords =
      isNode(value) && value.type === "Literal" && /\p{L}/u.test(String(value["value"]));
    if (SPOKEN.has(name) && isWords) {
      return [`${name}=${String(value["value"])}`];
    }
  }
  return Object.values(node).flatMap(textsIn);
};

const components = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".tsx"),
);

test("the check for texts in the code finds them", () => {
  const { program } = parseSync("x.tsx", 'const X = <p title="Hello">World {n}</p>;');
  expect(textsIn(program)).toEqual(["title=Hello", "World"]);
});

test.each(components)("no text stands in %s [C16]", (path) => {
  const { program, errors } = parseSync(path, readFileSync(join(folder, path), "utf8"));
  expect(errors).toEqual([]);
  expect(textsIn(program)).toEqual([]);
});

test("every text is used [C16]", () => {
  const code = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(join(folder, path), "utf8"))
    .join("\n");
  const built = [...code.matchAll(/\bt\(`([\w.]+)\$\{/g)].map(([, start]) => start ?? "");
  const unused = plain(en.keys()).filter(
    (key) => !code.includes(`"${key}"`) && !built.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});
