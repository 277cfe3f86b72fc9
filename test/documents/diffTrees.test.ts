import { describe, expect, test } from "vitest";
import { diffTrees } from "../../server/documents/diffTrees.ts";
import { treeOfMarkdown } from "../../shared/documents/markdownTree.ts";

const diff = (before: string, after: string) =>
  diffTrees(treeOfMarkdown(before), treeOfMarkdown(after)).map(({ kind, type, parts }) => [
    kind,
    type,
    parts
      .map((part) =>
        part.kind === "same" ? part.text : `${part.kind === "added" ? "+" : "-"}[${part.text}]`,
      )
      .join(""),
  ]);

describe("what changed between two documents", () => {
  test("is told by paragraph and word [G9]", () => {
    expect(
      diff(
        "# Bells\n\nThe bell rings loud.\n\nGone for good, this one.\n\n- a\n- b",
        "# Bells\n\nThe bell rings very loud.\n\n- a\n- b\n- c",
      ),
    ).toEqual([
      ["same", "heading", "Bells"],
      ["changed", "paragraph", "The bell rings +[very ]loud."],
      ["removed", "paragraph", "-[Gone for good, this one.]"],
      ["same", "paragraph", "a"],
      ["same", "paragraph", "b"],
      ["added", "paragraph", "+[c]"],
    ]);
  });

  test("is told by word in Chinese too [G9]", () => {
    expect(diff("我們喜歡這個鈴聲。", "我們非常喜歡這個鈴聲。")).toEqual([
      ["changed", "paragraph", "我們+[非常]喜歡這個鈴聲。"],
    ]);
  });

  test("tells of marks that changed while the words did not [G9]", () => {
    expect(diff("A loud bell.", "A **loud** bell.")).toEqual([
      ["changed", "paragraph", "A loud bell."],
    ]);
    expect(diff("A loud bell.", "A loud bell.")).toEqual([["same", "paragraph", "A loud bell."]]);
  });
});
