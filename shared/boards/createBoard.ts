import { z } from "zod";
import { CommunityId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Board, boardFields } from "./board.ts";

export const createBoard = defineCommand({
  name: "board.create",
  http: { method: "post", path: "/communities/:communityId/boards" },
  input: z.strictObject({
    communityId: CommunityId,
    name: boardFields.name,
    purpose: boardFields.purpose.default(""),
    visibility: boardFields.visibility.default("public"),
    voteBudget: boardFields.voteBudget.default(null),
  }),
  output: Board,
  refusals: ["login_required", "community_not_found", "forbidden"],
  summary: "Opens a board in a community.",
});
