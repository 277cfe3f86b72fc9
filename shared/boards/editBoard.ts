import { z } from "zod";
import { BoardId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Board, boardFields } from "./board.ts";

export const editBoard = defineCommand({
  name: "board.edit",
  http: { method: "patch", path: "/boards/:boardId" },
  input: z.strictObject({
    boardId: BoardId,
    name: boardFields.name.optional(),
    purpose: boardFields.purpose.optional(),
    visibility: boardFields.visibility.optional(),
    postingOpen: boardFields.postingOpen.optional(),
    votingOpen: boardFields.votingOpen.optional(),
    commentingOpen: boardFields.commentingOpen.optional(),
    voteBudget: boardFields.voteBudget.optional(),
  }),
  output: Board,
  refusals: ["login_required", "board_not_found", "forbidden"],
  summary: "Changes a board's name, purpose, visibility, or what is open on it.",
  retry: "natural",
});
