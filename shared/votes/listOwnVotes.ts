import { z } from "zod";
import { BoardId, IdeaId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";

export const listOwnVotes = defineQuery({
  name: "vote.mine",
  http: { method: "get", path: "/boards/:boardId/votes/mine" },
  input: z.strictObject({ boardId: BoardId }),
  output: z.object({ ideaIds: z.array(IdeaId) }),
  refusals: ["login_required", "board_not_found"],
  summary: "The ideas of a board that one has voted for.",
});
