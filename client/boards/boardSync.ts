import { applyChange, type BoardState, mergeRecords } from "../../shared/boards/applyChange.ts";
import type { BoardChange, BoardRecord } from "../../shared/boards/boardChange.ts";

/**
 * Takes in a page that was read at `rev`. What is known for certain reaches only as far as the older of
 * the two: a page older than the state pulls its rev back, and catching up brings what lies between.
 */
export const absorbPage = (
  state: BoardState,
  rev: number,
  records: readonly BoardRecord[],
  isFirst: boolean,
): BoardState => ({
  ...mergeRecords(state, records),
  rev: isFirst ? rev : Math.min(state.rev, rev),
});

/** Applies what came while something else was under way; `gap` if something before is still missing. */
export const applyAll = (
  state: BoardState,
  changes: readonly BoardChange[],
): { hasGap: boolean; state: BoardState } => {
  let hasGap = false;
  let next = state;
  for (const change of [...changes].sort((a, b) => a.rev - b.rev)) {
    const applied = applyChange(next, change);
    next = applied.state;
    hasGap ||= applied.outcome === "gap";
  }
  return { hasGap, state: next };
};
