import { editComment } from "../../shared/comments/editComment.ts";
import type { BoardKinds } from "../boards/boardKinds.ts";
import type { OnBoard } from "../boards/onBoard.ts";
import type { CommentRepo } from "./commentRepo.ts";
import { findShownComment } from "./findShownComment.ts";
import { presentComment } from "./presentComment.ts";

interface EditCommentDeps {
  readonly onBoard: OnBoard;
  readonly commentRepo: CommentRepo;
  readonly kinds: BoardKinds;
}

export const editCommentHandler = ({ onBoard, commentRepo, kinds }: EditCommentDeps) =>
  onBoard(editComment, {
    board: async ({ commentId }) => (await commentRepo.placeOf(commentId))?.boardId,
    missing: "comment_not_found",
    run: async ({ commentId, text }, { work, audience, rev, allow }) => {
      const comment = await findShownComment(work, kinds.comments, commentId, audience);
      allow("comment.edit", { authorId: comment.author.id });

      const edited = work.put(kinds.comments, { ...comment, rev, text, editedAt: work.now });
      return { value: presentComment(edited) };
    },
  });
