import { z } from "zod";
import { CommentId } from "../protocol/ids.ts";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";

export const removeComment = defineCommand({
  name: "comment.remove",
  http: { method: "delete", path: "/comments/:commentId" },
  input: z.strictObject({ commentId: CommentId }),
  output: Nothing,
  refusals: ["login_required", "comment_not_found", "forbidden"],
  summary: "Removes a comment. For its author, managers and owners.",
});
