import { listOwnVotes } from "../../shared/votes/listOwnVotes.ts";
import { listVoters } from "../../shared/votes/listVoters.ts";
import type { NamesOf } from "../accounts/namesOf.ts";
import type { ViewBoard } from "../boards/viewBoard.ts";
import { userOf } from "../dispatch/call.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { ViewIdea } from "../ideas/viewIdea.ts";
import type { VoteRepo } from "./voteRepo.ts";
import type { VotesLeft } from "./votesLeft.ts";

interface ListVotesDeps {
  readonly viewIdea: ViewIdea;
  readonly viewBoard: ViewBoard;
  readonly voteRepo: VoteRepo;
  readonly namesOf: NamesOf;
  readonly votesLeft: VotesLeft;
}

export const listVotersHandler = ({ viewIdea, voteRepo, namesOf: names }: ListVotesDeps) =>
  handleQuery(listVoters, async ({ ideaId, after, limit }, { actor }) => {
    await viewIdea(actor, ideaId);
    const page = await voteRepo.page(ideaId, after, limit);
    const nameOf = await names(page.items.map(({ userId }) => userId));
    return {
      voters: page.items.flatMap(({ userId }) => {
        const name = nameOf.get(userId);
        return name === undefined ? [] : [{ id: userId, name }];
      }),
      ...(page.next !== undefined && { next: page.next }),
    };
  });

export const listOwnVotesHandler = ({ viewBoard, voteRepo, votesLeft }: ListVotesDeps) =>
  handleQuery(listOwnVotes, async ({ boardId }, call) => {
    const seen = await viewBoard(call.actor, boardId);
    if (!seen) {
      throw new Refusal("board_not_found");
    }
    const userId = userOf(call).id;
    const left = await votesLeft(seen.board, userId);
    return {
      ideaIds: await voteRepo.of(boardId, userId),
      ...(left !== undefined && { left }),
    };
  });
