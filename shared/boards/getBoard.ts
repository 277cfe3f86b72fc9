import { z } from "zod";
import { Idea } from "../ideas/idea.ts";
import { IdeaSort } from "../ideas/ideaSort.ts";
import { IdeaStatus } from "../ideas/ideaStatus.ts";
import { Tag } from "../ideas/tag.ts";
import { BoardId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { Cursor, PageLimit } from "../protocol/page.ts";
import { Board } from "./board.ts";
import { Audience } from "./boardChange.ts";

/** One page of a board's ideas, and the rev up to which it is certain to be current. */
export const BoardSnapshot = z
  .object({
    rev: z.int().nonnegative(),
    /** A client that comes back to another audience than it left starts from a new snapshot. */
    audience: Audience,
    board: Board,
    ideas: z.array(Idea),
    next: Cursor.optional(),
    /** From memory, while the database is away: true up to `rev`, and perhaps no longer all there is. */
    stale: z.literal(true).optional(),
  })
  .meta({ id: "BoardSnapshot" });
export type BoardSnapshot = z.infer<typeof BoardSnapshot>;

export const getBoard = defineQuery({
  name: "board.get",
  http: { method: "get", path: "/boards/:boardId" },
  input: z.strictObject({
    boardId: BoardId,
    sort: IdeaSort.default("top"),
    status: IdeaStatus.optional(),
    tag: Tag.optional(),
    after: Cursor.optional(),
    limit: PageLimit,
  }),
  output: BoardSnapshot,
  refusals: ["board_not_found"],
  summary: "A board and a page of its ideas.",
});
