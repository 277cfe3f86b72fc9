import { removeComment } from "../../shared/comments/removeComment.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import type { Audit } from "../moderation/audit.ts";
import type { CommentRepo } from "./commentRepo.ts";
import { findShownComment } from "./findShownComment.ts";

interface RemoveCommentDeps {
  readonly onBoard: OnBoard;
  readonly commentRepo: CommentRepo;
  readonly kinds: BoardKinds;
  readonly audit: Audit;
}

export const removeCommentHandler = ({ onBoard, commentRepo, kinds, audit }: RemoveCommentDeps) =>
  onBoard(removeComment, {
    board: async ({ commentId }) => (await commentRepo.placeOf(commentId))?.boardId,
    missing: "comment_not_found",
    run: async ({ commentId }, { user, work, board, audience, rev, allow }) => {
      const found = await findShownComment(work, kinds.comments, commentId, audience);
      allow("comment.remove", { authorId: found.author.id });

      const { hidden, ...comment } = found;
      work.put(kinds.comments, { ...comment, rev, text: "", removed: true });
      const idea = await work.find(kinds.ideas, comment.ideaId);
      if (idea && !hidden) {
        work.put(kinds.ideas, { ...idea, rev, comments: idea.comments - 1 });
      }
      if (comment.author.id !== user.id) {
        audit(work, user, {
          action: "comment.remove",
          communityId: board.communityId,
          subject: { type: "comment", id: commentId },
        });
      }
      return { value: {} };
    },
  });
