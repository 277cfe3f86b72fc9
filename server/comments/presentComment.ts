import type { Audience, Tombstone } from "../../shared/boards/boardChange.ts";
import type { Comment } from "../../shared/comments/comment.ts";
import { presentHidden } from "../moderation/storedHidden.ts";
import type { StoredComment } from "./commentModel.ts";

export const isCommentShown = (comment: StoredComment, audience: Audience): boolean =>
  !comment.removed && (audience === "staff" || (!comment.hidden && !comment.ideaHidden));

export const presentComment = (comment: StoredComment): Comment => ({
  type: "comment",
  id: comment._id,
  boardId: comment.boardId,
  ideaId: comment.ideaId,
  rev: comment.rev,
  ...(comment.parentId && { parentId: comment.parentId }),
  author: comment.author,
  text: comment.text,
  createdAt: comment.createdAt.toISOString(),
  ...(comment.editedAt && { editedAt: comment.editedAt.toISOString() }),
  ...(comment.hidden && { hidden: presentHidden(comment.hidden) }),
});

export const presentCommentFor = (
  comment: StoredComment,
  audience: Audience,
): Comment | Tombstone =>
  isCommentShown(comment, audience)
    ? presentComment(comment)
    : { type: "comment", id: comment._id, rev: comment.rev, removed: true };
