import { describe, expect, test } from "vitest";
import type { BoardView } from "../../client/boards/boardView.ts";
import { pushesNothing, selectView } from "../../client/boards/boardView.ts";
import { filterOf, searchOf } from "../../client/boards/boardFilter.ts";
import { anIdea, recordsOf } from "./anIdea.ts";

const view = (part: Partial<BoardView> = {}): BoardView => ({
  filter: { sort: "top" },
  isLoaded: true,
  waiting: new Set(),
  ...part,
});

describe("a view of a board", () => {
  const [first, second, third] = [
    anIdea(1, { votes: 9 }),
    anIdea(2, { votes: 5 }),
    anIdea(3, { votes: 1 }),
  ];

  test("shows what it knows in the order asked for [C1]", () => {
    const records = recordsOf(third, first, second);
    expect(selectView(records, view()).ideas).toEqual([first, second, third]);
    expect(selectView(records, view({ filter: { sort: "new" } })).ideas).toEqual([
      third,
      second,
      first,
    ]);
  });

  test("ends at its frontier, for what lies between is not known [C3]", () => {
    const risen = anIdea(4, { votes: 7 });
    const { ideas } = selectView(
      recordsOf(first, second, third, risen),
      view({ frontier: second, next: "more" }),
    );
    expect(ideas).toEqual([first, risen, second]);
  });

  test("leaves out what its filter does not ask for [C1]", () => {
    const tagged = anIdea(5, { tags: ["lights"], status: "planned" });
    const records = recordsOf(first, tagged);
    expect(selectView(records, view({ filter: { sort: "top", tag: "lights" } })).ideas).toEqual([
      tagged,
    ]);
    expect(selectView(records, view({ filter: { sort: "top", status: "open" } })).ideas).toEqual([
      first,
    ]);
  });

  test("keeps what waits apart, and forgets what has gone meanwhile [C4]", () => {
    const waiting = new Set([second.id, anIdea(9).id]);
    expect(selectView(recordsOf(first, second), view({ waiting }))).toEqual({
      ideas: [first],
      waiting: [second],
    });
  });

  test("lets an idea in at once when it lands behind the last one in sight [C4]", () => {
    expect(pushesNothing({ sort: "top" }, third, second)).toBe(true);
    expect(pushesNothing({ sort: "top" }, first, second)).toBe(false);
    expect(pushesNothing({ sort: "new" }, third, second)).toBe(false);
    expect(pushesNothing({ sort: "top" }, first, undefined)).toBe(true);
  });
});

describe("the address of a view", () => {
  test.each(["", "?sort=new", "?status=planned", "?tag=lights", "?sort=new&status=open&tag=a%26b"])(
    "says %s and is read as the same [C1]",
    (search) => {
      expect(searchOf(filterOf(new URLSearchParams(search)))).toBe(search);
    },
  );

  test("is read as far as it makes sense", () => {
    expect(filterOf(new URLSearchParams("?sort=best&status=lost&tag=Lights"))).toEqual({
      sort: "top",
      tag: "lights",
    });
  });
});
