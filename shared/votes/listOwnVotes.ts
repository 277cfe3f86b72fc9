import { z } from "zod";
import { BoardId, IdeaId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";

export const listOwnVotes = defineQuery({
  name: "vote.mine",
  http: { method: "get", path: "/boards/:boardId/votes/mine" },
  input: z.strictObject({ boardId: BoardId }),
  output: z.object({
    ideaIds: z.array(IdeaId),
    /** How many votes one has left, where they are counted out. */
    left: z.int().nonnegative().optional(),
  }),
  refusals: ["login_required", "board_not_found"],
  summary: "The ideas of a board that one has voted for.",
});
