import { z } from "zod";
import { BoardId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { inQuery } from "../protocol/page.ts";
import { Audience, BoardChange } from "./boardChange.ts";

export const getChanges = defineQuery({
  name: "board.changes",
  http: { method: "get", path: "/boards/:boardId/changes" },
  input: z.strictObject({ boardId: BoardId, since: inQuery(z.int().nonnegative()) }),
  output: BoardChange.extend({
    audience: Audience,
    /** Too much has changed to list: start from a new snapshot. `records` is empty then. */
    resync: z.boolean(),
  }),
  refusals: ["board_not_found"],
  summary: "What changed on a board since a rev, removed records as tombstones.",
});
