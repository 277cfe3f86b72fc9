import { expect, test } from "vitest";
import { translator, type TextKey } from "../../client/language/translate.ts";

const key = (name: string) => name as TextKey;

const en = translator(
  { board: { ideas_one: "{{count}} idea", ideas_other: "{{count}} ideas", on: "{{b}} on {{a}}" } },
  "en",
);
const zh = translator(
  { board: { ideas_other: "{{count}} 個點子", on: "{{a}}的{{b}}" } },
  "zh-Hant",
);

test.each([
  [0, "0 ideas", "0 個點子"],
  [1, "1 idea", "1 個點子"],
  [2, "2 ideas", "2 個點子"],
])("%i of a thing are said in the plural of each language [C16]", (count, english, chinese) => {
  expect(en("board.ideas", { count })).toBe(english);
  expect(zh("board.ideas", { count })).toBe(chinese);
});

test("each language puts names where its word order wants them, and reads nothing in them [C16]", () => {
  const names = { a: "$& {{b}}", b: "Ada" };
  expect(en(key("board.on"), names)).toBe("Ada on $& {{b}}");
  expect(zh(key("board.on"), names)).toBe("$& {{b}}的Ada");
});

test("a hole that nothing is given for stays in sight, as does a text that is missing", () => {
  expect(en("board.ideas", { count: Number.NaN })).toBe("NaN ideas");
  expect(en(key("board.on"), { a: "x" })).toBe("{{b}} on x");
  expect(en(key("board.none"))).toBe("board.none");
  expect(en(key("constructor.name"))).toBe("constructor.name");
});
