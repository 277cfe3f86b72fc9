import type { IdeaId, UserId } from "../../shared/protocol/ids.ts";
import { isDecided } from "../../shared/ideas/ideaStatus.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredIdea } from "../ideas/ideaModel.ts";
import type { StoredBallot } from "./ballotModel.ts";
import type { VoteRepo } from "./voteRepo.ts";

export interface BallotDeps {
  readonly kinds: BoardKinds;
  readonly ballots: Kind<StoredBallot>;
  readonly voteRepo: VoteRepo;
}

interface Voting {
  readonly work: UnitOfWork;
  readonly board: StoredBoard;
  readonly idea: StoredIdea;
  readonly userId: UserId;
}

/** A budget that begins anew begins with new ballots. */
export const ballotId = ({ _id, budget }: StoredBoard, userId: string): string =>
  `${_id}:${budget?.since ?? 0}:${userId}`;

const isOpen = (idea: StoredIdea | undefined): boolean =>
  idea !== undefined && !idea.removed && !isDecided(idea.status);

/** Of these ideas, those on which a vote is still spent: it comes back once there is nothing left to vote on. */
const stillSpent = async (
  { kinds }: BallotDeps,
  work: UnitOfWork,
  ideaIds: readonly IdeaId[],
): Promise<IdeaId[]> => {
  await work.prefetch(ideaIds.map((id) => ({ kind: kinds.ideas, id })));
  const open = await Promise.all(
    ideaIds.map(async (id) => isOpen(await work.find(kinds.ideas, id))),
  );
  return ideaIds.filter((_, index) => open[index]);
};

/**
 * Takes a vote out of a person's budget, or puts it back. Throws `budget_spent`. What a person has spent is
 * their ballot less the ideas decided since, so that deciding an idea need not touch the ballots of all who
 * voted for it; once seen as returned, a vote stays returned, even if its idea is opened again.
 */
export const countOut = async (
  deps: BallotDeps,
  { work, board, idea, userId }: Voting,
  wanted: boolean,
): Promise<void> => {
  const { budget } = board;
  if (!budget) {
    return;
  }
  const { ballots, voteRepo } = deps;
  const _id = ballotId(board, userId);
  const ballot = await work.find(ballots, _id);
  // Without a ballot nothing of theirs is uncommitted: the first vote of a budget makes it.
  const marked = ballot?.ideaIds ?? (await voteRepo.of(board._id, userId));
  const spent = (await stillSpent(deps, work, marked)).filter((id) => id !== idea._id);
  if (!wanted || !isOpen(idea)) {
    work.put(ballots, { _id, ideaIds: spent });
    return;
  }
  if (spent.length >= budget.votes) {
    throw new Refusal("budget_spent");
  }
  work.put(ballots, { _id, ideaIds: [...spent, idea._id] });
};
