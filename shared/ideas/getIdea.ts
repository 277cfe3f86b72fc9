import { z } from "zod";
import { Audience } from "../boards/boardChange.ts";
import { Board } from "../boards/board.ts";
import { Comment } from "../comments/comment.ts";
import { IdeaId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { Cursor } from "../protocol/page.ts";
import { Response } from "../responses/response.ts";
import { Idea } from "./idea.ts";
import { IdeaBody } from "./ideaBody.ts";

export const getIdea = defineQuery({
  name: "idea.get",
  http: { method: "get", path: "/ideas/:ideaId" },
  input: z.strictObject({ ideaId: IdeaId }),
  output: z.object({
    rev: z.int().nonnegative(),
    audience: Audience,
    board: Board,
    idea: Idea,
    body: IdeaBody,
    /** The first page, oldest first; `comment.list` has the rest. */
    comments: z.array(Comment),
    next: Cursor.optional(),
    /** Oldest first: the last is in force, the others are its history. */
    responses: z.array(Response),
    /** Whether whoever asks has voted for it. */
    voted: z.boolean(),
  }),
  refusals: ["idea_not_found"],
  summary: "An idea with its body, comments and official responses.",
});
