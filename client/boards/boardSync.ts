import { type BoardState, mergeRecords } from "../../shared/boards/applyChange.ts";
import type { BoardRecord } from "../../shared/boards/boardChange.ts";

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
