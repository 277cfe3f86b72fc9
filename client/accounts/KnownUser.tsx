import { type ReactNode, useEffect } from "react";
import { useLiveBoards } from "../boards/BoardsContext.ts";
import { useMe } from "./useMe.ts";

/** Tells the live boards whose votes to mark. */
export const KnownUser = ({ children }: { children: ReactNode }) => {
  const boards = useLiveBoards();
  const { account } = useMe();
  const id = account?.id;
  useEffect(() => boards.setUser(id), [boards, id]);
  return children;
};
