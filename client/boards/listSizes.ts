import type { CacheSnapshot } from "virtua";
import type { BoardId } from "../../shared/protocol/ids.ts";
import { type BoardFilter, searchOf } from "./boardFilter.ts";

const sizes = new Map<string, CacheSnapshot>();

const keyOf = (boardId: BoardId, filter: BoardFilter) => `${boardId}${searchOf(filter)}`;

/** The measured heights of a list's rows, so that coming back to it finds every row where it was. */
export const keepListSizes = (
  boardId: BoardId,
  filter: BoardFilter,
  cache: CacheSnapshot,
): void => {
  sizes.set(keyOf(boardId, filter), cache);
};

export const knownListSizes = (boardId: BoardId, filter: BoardFilter): CacheSnapshot | undefined =>
  sizes.get(keyOf(boardId, filter));
