import { array, assert, boolean, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyBoard, mergeRecords } from "../../shared/boards/applyChange.ts";
import type { BoardView } from "../../client/boards/boardView.ts";
import { pushesNothing, selectView, viewSelector } from "../../client/boards/boardView.ts";
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

  test("followed over time is what it is from nothing, whatever changes, goes and comes [C1]", () => {
    const change = record({
      number: integer({ min: 1, max: 12 }),
      votes: integer({ min: 0, max: 4 }),
      removed: boolean(),
    });
    const step = record({
      changes: array(change, { maxLength: 4 }),
      view: constantFrom(
        view(),
        view({ frontier: second }),
        view({ filter: { sort: "new" } }),
        view({ waiting: new Set([first.id, third.id]) }),
      ),
    });
    assert(
      property(array(step, { maxLength: 12 }), (steps) => {
        const select = viewSelector();
        let board = mergeRecords(emptyBoard, [second, first, third]);
        let rev = 1;
        for (const { changes, view: looked } of steps) {
          for (const { number, votes, removed } of changes) {
            rev += 1;
            const { type, id } = anIdea(number);
            const changed = removed
              ? ({ type, id, rev, removed: true } as const)
              : anIdea(number, { votes, rev });
            board = mergeRecords(board, [changed]);
          }
          expect(select(board.records, looked)).toEqual(selectView(board.records, looked));
        }
      }),
    );
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
