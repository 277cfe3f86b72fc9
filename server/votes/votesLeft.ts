import type { Model } from "mongoose";
import type { UserId } from "../../shared/protocol/ids.ts";
import { isDecided } from "../../shared/ideas/ideaStatus.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import type { StoredBallot } from "./ballotModel.ts";
import { ballotId } from "./ballots.ts";
import type { VoteRepo } from "./voteRepo.ts";

/** How many votes someone has left on a board; `undefined` where they are not counted out. */
export type VotesLeft = (board: StoredBoard, userId: UserId) => Promise<number | undefined>;

export const votesLeft =
  (ballots: Model<StoredBallot>, votes: VoteRepo, ideas: IdeaRepo): VotesLeft =>
  async (board, userId) => {
    if (!board.budget) {
      return undefined;
    }
    const ballot = await ballots.findById(ballotId(board, userId)).lean<StoredBallot>();
    const marked = ballot?.ideaIds ?? (await votes.of(board._id, userId));
    const spent = (await ideas.statusesOf(marked)).filter((status) => !isDecided(status));
    return Math.max(board.budget.votes - spent.length, 0);
  };
