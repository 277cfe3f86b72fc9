import { z } from "zod";
import { Hidden } from "../moderation/hidden.ts";
import { BoardId, CommentId, IdeaId } from "../protocol/ids.ts";
import { Person } from "../protocol/person.ts";
import { prose, Timestamp } from "../protocol/text.ts";

export const COMMENT_MAX = 5000;

/** Markdown. */
export const CommentText = prose(COMMENT_MAX);

export const Comment = z
  .object({
    type: z.literal("comment"),
    id: CommentId,
    boardId: BoardId,
    ideaId: IdeaId,
    rev: z.int().positive(),
    /** The comment this one answers. It may be gone or hidden by now. */
    parentId: CommentId.optional(),
    author: Person,
    text: z.string(),
    createdAt: Timestamp,
    editedAt: Timestamp.optional(),
    hidden: Hidden.optional(),
  })
  .meta({ id: "Comment" });
export type Comment = z.infer<typeof Comment>;
