import { castVote } from "../../shared/votes/castVote.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import type { Kind } from "../database/kind.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { findShownIdea } from "../ideas/findShownIdea.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import { presentIdea } from "../ideas/presentIdea.ts";
import { ballotId, countOut, type BallotDeps } from "./ballots.ts";
import { voteId, type StoredVote } from "./voteModel.ts";

interface VoteDeps extends BallotDeps {
  readonly onBoard: OnBoard;
  readonly ideaRepo: IdeaRepo;
  readonly votes: Kind<StoredVote>;
}

/** Casting and withdrawing: `wanted` is how it stands afterwards, however it stood before. */
const voteHandler = (
  deps: VoteDeps,
  command: typeof castVote | typeof withdrawVote,
  wanted: boolean,
) => {
  const { onBoard, ideaRepo, kinds, votes, ballots } = deps;
  return onBoard(command, {
    board: ({ ideaId }) => ideaRepo.boardOf(ideaId),
    missing: "idea_not_found",
    needs: ({ ideaId }, userId, board) => [
      { kind: kinds.ideas, id: ideaId },
      { kind: votes, id: voteId(ideaId, userId) },
      ...(board.budget ? [{ kind: ballots, id: ballotId(board, userId) }] : []),
    ],
    run: async ({ ideaId }, { user, work, board, audience, rev, allow }) => {
      const idea = await findShownIdea(work, kinds.ideas, ideaId, audience);
      allow(command.name);
      if (!board.votingOpen) {
        throw new Refusal("voting_closed");
      }

      const _id = voteId(ideaId, user.id);
      const isCast = (await work.find(votes, _id)) !== undefined;
      if (isCast === wanted) {
        return { value: presentIdea(idea) };
      }
      await countOut(deps, { work, board, idea, userId: user.id }, wanted);
      if (wanted) {
        work.put(votes, { _id, boardId: board._id, ideaId, userId: user.id, at: work.now });
      } else {
        work.remove(votes, _id);
      }
      const counted = work.put(kinds.ideas, {
        ...idea,
        rev,
        votes: idea.votes + (wanted ? 1 : -1),
      });
      return {
        value: presentIdea(counted),
        after: [
          {
            what: "ownVote",
            userId: user.id,
            vote: { boardId: board._id, ideaId, voted: wanted },
          },
        ],
      };
    },
  });
};

export const castVoteHandler = (deps: VoteDeps) => voteHandler(deps, castVote, true);

export const withdrawVoteHandler = (deps: VoteDeps) => voteHandler(deps, withdrawVote, false);
