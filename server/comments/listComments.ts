import { listComments } from "../../shared/comments/listComments.ts";
import { handleQuery } from "../dispatch/handler.ts";
import type { ViewIdea } from "../ideas/viewIdea.ts";
import type { CommentRepo } from "./commentRepo.ts";
import { presentComment } from "./presentComment.ts";

interface ListCommentsDeps {
  readonly viewIdea: ViewIdea;
  readonly commentRepo: CommentRepo;
}

export const listCommentsHandler = ({ viewIdea, commentRepo }: ListCommentsDeps) =>
  handleQuery(listComments, async ({ ideaId, after, limit }, { actor }) => {
    const { audience } = await viewIdea(actor, ideaId);
    const page = await commentRepo.page({ ideaId, audience, after, limit });
    return {
      comments: page.items.map(presentComment),
      ...(page.next !== undefined && { next: page.next }),
    };
  });
