import { z } from "zod";
import { BoardId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Idea, ideaFields } from "./idea.ts";

export const addIdea = defineCommand({
  name: "idea.add",
  http: { method: "post", path: "/boards/:boardId/ideas" },
  input: z.strictObject({
    boardId: BoardId,
    title: ideaFields.title,
    body: ideaFields.body.default(""),
    tags: ideaFields.tags.default([]),
  }),
  output: Idea,
  refusals: ["login_required", "board_not_found", "forbidden", "posting_closed"],
  summary: "Posts an idea on a board.",
});
