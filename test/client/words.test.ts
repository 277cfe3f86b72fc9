import { expect, test } from "vitest";
import { nextPath } from "../../client/accounts/nextPath.ts";
import { plainText } from "../../client/design/plainText.ts";
import { tagsOf } from "../../client/ideas/tagsOf.ts";

test("tags are told apart by the commas of either script, each once, in small letters", () => {
  expect(tagsOf(" Lights, 車架、煞車，lights ;#Fit,, ")).toEqual(["lights", "車架", "煞車", "fit"]);
});

test("a line of plain text keeps the words of a Markdown text", () => {
  expect(plainText("# We make\n\n- the **Errand**, the _Sprat_\n- [more](https://x.example)")).toBe(
    "We make the Errand, the Sprat more",
  );
});

test.each([
  ["?next=/c/tread/b/1", "/c/tread/b/1"],
  ["?next=//evil.example", "/"],
  ["?next=/%5Cevil.example", "/"],
  ["?next=https://evil.example", "/"],
  ["", "/"],
])("after logging in, %s leads to %s and never to another site", (search, path) => {
  expect(nextPath(new URLSearchParams(search))).toBe(path);
});
