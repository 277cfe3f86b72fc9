import type { IdeaId } from "../../shared/protocol/ids.ts";
import { castVote } from "../../shared/votes/castVote.ts";
import { withdrawVote } from "../../shared/votes/withdrawVote.ts";
import { boardBatch } from "../boards/boardBatch.ts";
import type { EnterBoardDeps } from "../boards/enterBoard.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import type { Kind } from "../database/kind.ts";
import { orRefused } from "../dispatch/batch.ts";
import type { Handler } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { shownIdea } from "../ideas/findShownIdea.ts";
import type { IdeaRepo } from "../ideas/ideaRepo.ts";
import { ballotId, countOut, type BallotDeps } from "./ballots.ts";
import { Tallies } from "./tallies.ts";
import { voteId, type StoredVote } from "./voteModel.ts";

interface VoteDeps extends BallotDeps, EnterBoardDeps {
  readonly onBoard: OnBoard;
  readonly ideaRepo: IdeaRepo;
  readonly votes: Kind<StoredVote>;
}

/** How somebody wants their vote to stand afterwards, however it stood before. */
interface Voting {
  readonly command: typeof castVote | typeof withdrawVote;
  readonly ideaId: IdeaId;
}

/** Decides a crowd's casts and withdrawals: each vote is a document, the count of an idea is written once. */
const voteBatch = (deps: VoteDeps) =>
  boardBatch<Voting>(deps, {
    missing: "idea_not_found",
    decide: async (voters, { work, rev }) => {
      const { kinds, votes } = deps;
      const tallies = new Tallies(rev);
      const taken = [];
      for (const { item, enter } of voters) {
        const vote = () => {
          const { user, board, audience, allow } = enter();
          const { command, ideaId } = item;
          const idea = shownIdea(work.peek(kinds.ideas, ideaId), audience);
          allow(command.name);
          if (!board.votingOpen) {
            throw new Refusal("voting_closed");
          }
          const tally = tallies.of(idea);
          const voted = command === castVote;
          const _id = voteId(ideaId, user.id);
          if ((work.peek(votes, _id) !== undefined) === voted) {
            return { tally, changed: false, after: [] };
          }
          const count = () => {
            if (voted) {
              work.put(votes, { _id, boardId: board._id, ideaId, userId: user.id, at: work.now });
            } else {
              work.remove(votes, _id);
            }
            tallies.count(tally, voted ? 1 : -1);
            const own = { boardId: board._id, ideaId, voted };
            const after = [{ what: "ownVote" as const, userId: user.id, vote: own }];
            return { tally, changed: true, after };
          };
          return board.budget
            ? countOut(deps, { work, board, idea, userId: user.id }, voted).then(count)
            : count();
        };
        const one = orRefused(vote);
        taken.push(one instanceof Promise ? await one : one);
      }
      tallies.put(work, kinds.ideas);
      return taken.map((one) =>
        "refused" in one ? one : { value: one.tally.shown, changed: one.changed, after: one.after },
      );
    },
  });

/** Casting and withdrawing, which are decided together. */
export const voteHandlers = (
  deps: VoteDeps,
): { readonly cast: Handler; readonly withdraw: Handler } => {
  const batch = voteBatch(deps);
  const { onBoard, ideaRepo, kinds, votes, ballots } = deps;
  const handlerOf = (command: Voting["command"]): Handler =>
    onBoard(command, {
      board: ({ ideaId }) => ideaRepo.boardOf(ideaId),
      missing: "idea_not_found",
      needs: ({ ideaId }, userId, board) => [
        { kind: kinds.ideas, id: ideaId },
        { kind: votes, id: voteId(ideaId, userId) },
        ...(board.budget ? [{ kind: ballots, id: ballotId(board, userId) }] : []),
      ],
      join: ({ ideaId }, call) => batch.ticket({ item: { command, ideaId }, call }),
    });
  return { cast: handlerOf(castVote), withdraw: handlerOf(withdrawVote) };
};
