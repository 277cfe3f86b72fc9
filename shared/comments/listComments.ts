import { z } from "zod";
import { IdeaId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { Cursor, PageLimit } from "../protocol/page.ts";
import { Comment } from "./comment.ts";

export const listComments = defineQuery({
  name: "comment.list",
  http: { method: "get", path: "/ideas/:ideaId/comments" },
  input: z.strictObject({ ideaId: IdeaId, after: Cursor.optional(), limit: PageLimit }),
  output: z.object({ comments: z.array(Comment), next: Cursor.optional() }),
  refusals: ["idea_not_found"],
  summary: "The comments on an idea, oldest first.",
});
