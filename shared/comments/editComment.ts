import { z } from "zod";
import { CommentId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Comment, CommentText } from "./comment.ts";

export const editComment = defineCommand({
  name: "comment.edit",
  http: { method: "patch", path: "/comments/:commentId" },
  input: z.strictObject({ commentId: CommentId, text: CommentText }),
  output: Comment,
  refusals: ["login_required", "comment_not_found", "forbidden"],
  summary: "Changes the text of one's own comment.",
});
