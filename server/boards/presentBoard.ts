import type { Board } from "../../shared/boards/board.ts";
import type { Audience } from "../../shared/boards/boardChange.ts";
import type { StoredBoard } from "./boardModel.ts";

export const presentBoard = (board: StoredBoard, audience: Audience): Board => ({
  type: "board",
  id: board._id,
  communityId: board.communityId,
  rev: board.recordRev,
  name: board.name,
  purpose: board.purpose,
  visibility: board.visibility,
  postingOpen: board.postingOpen,
  votingOpen: board.votingOpen,
  commentingOpen: board.commentingOpen,
  ...(board.budget && { voteBudget: board.budget.votes }),
  ideas: audience === "staff" ? board.ideas : board.ideas - board.hiddenIdeas,
  createdAt: board.createdAt.toISOString(),
});
