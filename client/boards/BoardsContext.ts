import { createContext, useContext } from "react";
import type { LiveBoards } from "./liveBoards.ts";

export const BoardsContext = createContext<LiveBoards | undefined>(undefined);

export const useLiveBoards = (): LiveBoards => {
  const boards = useContext(BoardsContext);
  if (!boards) {
    throw new Error("No live boards around this component");
  }
  return boards;
};
