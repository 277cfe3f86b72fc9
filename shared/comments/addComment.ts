import { z } from "zod";
import { CommentId, IdeaId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Comment, CommentText } from "./comment.ts";

export const addComment = defineCommand({
  name: "comment.add",
  http: { method: "post", path: "/ideas/:ideaId/comments" },
  input: z.strictObject({ ideaId: IdeaId, text: CommentText, parentId: CommentId.optional() }),
  output: Comment,
  refusals: [
    "login_required",
    "idea_not_found",
    "comment_not_found",
    "forbidden",
    "commenting_closed",
  ],
  summary: "Comments on an idea, or answers a comment on it.",
});
