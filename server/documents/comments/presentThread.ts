import {
  Reaction,
  type DocumentReply,
  type DocumentThread,
} from "../../../shared/documents/documentComment.ts";
import type { DocumentCommentId } from "../../../shared/protocol/ids.ts";
import type { StoredDocumentComment } from "./documentCommentModel.ts";

const presentReactions = (
  reactions: StoredDocumentComment["reactions"],
  userId: string | undefined,
): DocumentThread["reactions"] =>
  Reaction.options.flatMap((reaction) => {
    const those = reactions.filter((one) => one.reaction === reaction);
    return those.length === 0
      ? []
      : [{ reaction, count: those.length, isOwn: those.some((one) => one.userId === userId) }];
  });

const presentComment = (
  comment: StoredDocumentComment,
  userId: string | undefined,
): Omit<DocumentReply, "threadId"> => ({
  id: comment._id,
  name: comment.name,
  author: comment.author,
  text: comment.text,
  mentions: [...comment.mentions],
  reactions: presentReactions(comment.reactions, userId),
  createdAt: comment.createdAt.toISOString(),
  ...(comment.editedAt && { editedAt: comment.editedAt.toISOString() }),
});

/** A thread as somebody sees it. */
export const presentThread = (
  root: StoredDocumentComment,
  replies: readonly StoredDocumentComment[],
  userId: string | undefined,
): DocumentThread => {
  const reply = (one: StoredDocumentComment, threadId: DocumentCommentId): DocumentReply => ({
    ...presentComment(one, userId),
    threadId,
  });
  return {
    ...presentComment(root, userId),
    ...(root.anchor && { anchor: root.anchor }),
    isRemoved: root.removed,
    ...(root.resolved && {
      resolved: { by: root.resolved.by, at: root.resolved.at.toISOString() },
    }),
    replies: replies.flatMap((one) => (one.threadId === root._id ? [reply(one, root._id)] : [])),
  };
};
