import { useEffect, useMemo } from "react";
import { useStore } from "zustand";
import type { BoardId } from "../../shared/protocol/ids.ts";
import { useLiveBoards } from "./BoardsContext.ts";
import type { LiveBoard } from "./liveBoard.ts";
import type { LiveBoardState } from "./liveBoardState.ts";

/** Keeps a board live while a component looks at it. */
export const useLiveBoard = (boardId: BoardId): { live: LiveBoard; state: LiveBoardState } => {
  const boards = useLiveBoards();
  const live = useMemo(() => boards.get(boardId), [boards, boardId]);
  useEffect(() => boards.hold(boardId), [boards, boardId]);
  return { live, state: useStore(live.store) };
};
