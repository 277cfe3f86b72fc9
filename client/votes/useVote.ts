import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Idea } from "../../shared/ideas/idea.ts";
import { useJoining } from "../accounts/JoinContext.ts";
import type { LiveBoard } from "../boards/liveBoard.ts";
import { voteShown } from "./voteIntents.ts";

/** One's vote on an idea: as it looks now, and a way to change it. */
export const useVote = (idea: Idea, live: LiveBoard) => {
  const { whenJoined } = useJoining();
  const shown = useStore(
    live.store,
    useShallow(({ votes }) => voteShown(votes, idea)),
  );
  return {
    ...shown,
    press: () => whenJoined("vote", () => void live.vote(idea, !shown.voted)),
  };
};
