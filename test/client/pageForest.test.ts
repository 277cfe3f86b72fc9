import { describe, expect, test } from "vitest";
import { flatPages, pageForest, placeOfDrop } from "../../client/wiki/pageForest.ts";
import { PageNode } from "../../shared/wiki/page.ts";
import { anId } from "./anIdea.ts";

const aPage = (number: number, position: string, parent?: number) =>
  PageNode.parse({
    id: anId(number),
    ...(parent !== undefined && { parentId: anId(parent) }),
    title: `Page ${number}`,
    labels: [],
    position,
    isTemplate: false,
    rights: "edit",
    isFavourite: false,
    updatedAt: "2026-11-21T00:00:00.000Z",
  });

const [one, two, three, four, lost] = [
  aPage(1, "a"),
  aPage(2, "b"),
  aPage(3, "b", 1),
  aPage(4, "a", 1),
  aPage(5, "c", 9),
] as const;
const forest = pageForest([two, three, lost, one, four]);

test("pages stand below each other in the order of their positions, those of a parent out of sight at the top", () => {
  expect(flatPages(forest).map(({ page, depth }) => [page.title, depth])).toEqual([
    ["Page 1", 0],
    ["Page 4", 1],
    ["Page 3", 1],
    ["Page 2", 0],
    ["Page 5", 0],
  ]);
});

describe("a page that is dropped", () => {
  test("before another comes right after the one before that", () => {
    expect(placeOfDrop(forest, two.id, three, "before")).toEqual({
      parentId: one.id,
      after: four.id,
    });
    expect(placeOfDrop(forest, two.id, one, "before")).toEqual({});
    expect(placeOfDrop(forest, three.id, two, "after")).toEqual({ after: two.id });
  });

  test("into another is the last there", () => {
    expect(placeOfDrop(forest, two.id, one, "into")).toEqual({ parentId: one.id, after: three.id });
    expect(placeOfDrop(forest, three.id, one, "into")).toEqual({
      parentId: one.id,
      after: four.id,
    });
  });

  test("goes nowhere within itself", () => {
    expect(placeOfDrop(forest, one.id, three, "into")).toBeUndefined();
    expect(placeOfDrop(forest, one.id, one, "after")).toBeUndefined();
  });
});
