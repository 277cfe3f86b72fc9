import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import type { Board } from "../../shared/boards/board.ts";
import { boardIn } from "./boardRecord.ts";
import { useLiveBoards } from "./BoardsContext.ts";
import { unopened } from "./liveBoardState.ts";

const closed = createStore(() => unopened);

/** How many ideas a board has: live if it is open, else as last asked. */
export const IdeaCount = ({ board }: { board: Board }) => {
  const live = useLiveBoards().peek(board.id);
  const ideas = useStore(live?.store ?? closed, (state) => boardIn(state.board, board.id)?.ideas);
  return <>{ideas ?? board.ideas}</>;
};
