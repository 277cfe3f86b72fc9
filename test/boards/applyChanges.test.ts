import { array, assert, boolean, integer, property, record } from "fast-check";
import { expect, test } from "vitest";
import { applyChange, applyChanges, emptyBoard } from "../../shared/boards/applyChange.ts";
import type { BoardChange } from "../../shared/boards/boardChange.ts";
import { anId, anIdea, boardId } from "../client/anIdea.ts";

const IDEAS = 4;

/** What came of some revs, some of it missing, some doubled: each record as it was at the end of a change. */
const someChanges = array(
  record({
    from: integer({ min: 0, max: 12 }),
    revs: integer({ min: 1, max: 4 }),
    idea: integer({ min: 1, max: IDEAS }),
    isGone: boolean(),
  }),
  { maxLength: 8 },
).map((all) =>
  all.map(({ from, revs, idea, isGone }): BoardChange => {
    const rev = from + revs;
    const gone = { type: "idea" as const, id: anId(idea), rev, removed: true as const };
    return { boardId, from, rev, records: [isGone ? gone : anIdea(idea, { rev, votes: rev })] };
  }),
);

test("changes that are applied together come to what they come to one after the other [B2]", () => {
  assert(
    property(someChanges, (changes) => {
      let state = emptyBoard;
      let hasGap = false;
      for (const change of changes.toSorted((a, b) => a.rev - b.rev)) {
        const applied = applyChange(state, change);
        hasGap ||= applied.outcome === "gap";
        ({ state } = applied);
      }

      expect(applyChanges(emptyBoard, changes)).toEqual({ hasGap, state });
    }),
    { seed: 11, numRuns: 2000 },
  );
});
