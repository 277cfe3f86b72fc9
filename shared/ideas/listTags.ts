import { z } from "zod";
import { BoardId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";

export const TAGS_LISTED = 50;

export const listTags = defineQuery({
  name: "tag.list",
  http: { method: "get", path: "/boards/:boardId/tags" },
  input: z.strictObject({ boardId: BoardId }),
  output: z.object({
    tags: z.array(z.object({ tag: z.string(), ideas: z.int().positive() })).max(TAGS_LISTED),
  }),
  refusals: ["board_not_found"],
  summary: "The tags most used on a board, with how many ideas have each.",
});
