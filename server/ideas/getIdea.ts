import { getIdea } from "../../shared/ideas/getIdea.ts";
import { PAGE_DEFAULT } from "../../shared/protocol/page.ts";
import type { BoardRepo } from "../boards/boardRepo.ts";
import { presentBoard } from "../boards/presentBoard.ts";
import type { CommentRepo } from "../comments/commentRepo.ts";
import { presentComment } from "../comments/presentComment.ts";
import { handleQuery } from "../dispatch/handler.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { presentResponse } from "../responses/presentResponse.ts";
import type { ResponseRepo } from "../responses/responseRepo.ts";
import type { VoteRepo } from "../votes/voteRepo.ts";
import type { IdeaRepo } from "./ideaRepo.ts";
import { presentIdea, presentIdeaBody } from "./presentIdea.ts";
import type { ViewIdea } from "./viewIdea.ts";

interface GetIdeaDeps {
  readonly viewIdea: ViewIdea;
  readonly boardRepo: BoardRepo;
  readonly ideaRepo: IdeaRepo;
  readonly commentRepo: CommentRepo;
  readonly responseRepo: ResponseRepo;
  readonly voteRepo: VoteRepo;
}

export const getIdeaHandler = (deps: GetIdeaDeps) =>
  handleQuery(getIdea, async ({ ideaId }, { actor }) => {
    const { boardRepo, ideaRepo, commentRepo, responseRepo, voteRepo } = deps;
    // The board's rev is read before what it vouches for: what is newer does no harm.
    const { board, audience } = await deps.viewIdea(actor, ideaId);
    const [idea, body, comments, responses, voted] = await Promise.all([
      ideaRepo.find(ideaId),
      ideaRepo.body(ideaId),
      commentRepo.page({ ideaId, audience, after: undefined, limit: PAGE_DEFAULT }),
      responseRepo.allOf(ideaId),
      actor.kind === "user" ? voteRepo.has(ideaId, actor.id) : false,
    ]);
    if (!idea || !body || idea.removed) {
      throw new Refusal("idea_not_found");
    }
    const boardNow = (await boardRepo.find(board._id)) ?? board;
    return {
      rev: board.rev,
      audience,
      board: presentBoard(boardNow, audience),
      idea: presentIdea(idea),
      body: presentIdeaBody(body),
      comments: comments.items.map(presentComment),
      ...(comments.next !== undefined && { next: comments.next }),
      responses: responses.map(presentResponse),
      voted,
    };
  });
