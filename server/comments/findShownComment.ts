import type { Audience } from "../../shared/boards/boardChange.ts";
import type { Kind } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { Refusal } from "../dispatch/refusal.ts";
import type { StoredComment } from "./commentModel.ts";
import { isCommentShown } from "./presentComment.ts";

/** The comment, if it is there for this audience; otherwise `comment_not_found`. */
export const findShownComment = async (
  work: UnitOfWork,
  comments: Kind<StoredComment>,
  commentId: string,
  audience: Audience,
): Promise<StoredComment> => {
  const comment = await work.find(comments, commentId);
  if (!comment || !isCommentShown(comment, audience)) {
    throw new Refusal("comment_not_found");
  }
  return comment;
};
