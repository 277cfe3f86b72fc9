import { z } from "zod";
import { Visibility } from "../communities/community.ts";
import { BoardId, CommunityId } from "../protocol/ids.ts";
import { line, prose, Timestamp } from "../protocol/text.ts";

export const VOTE_BUDGET_MAX = 100;

export const boardFields = {
  name: line(80),
  purpose: prose(2000, 0),
  /** `private`: members of the community only. */
  visibility: Visibility,
  postingOpen: z.boolean(),
  votingOpen: z.boolean(),
  commentingOpen: z.boolean(),
  /** How many votes each person has on ideas that are not decided yet; `null` for any number. */
  voteBudget: z.int().min(1).max(VOTE_BUDGET_MAX).nullable(),
};

export const Board = z
  .object({
    type: z.literal("board"),
    id: BoardId,
    communityId: CommunityId,
    /** The board's rev at this record's last change. Of two copies, the higher is the newer. */
    rev: z.int().nonnegative(),
    name: z.string(),
    purpose: z.string(),
    visibility: Visibility,
    postingOpen: z.boolean(),
    votingOpen: z.boolean(),
    commentingOpen: z.boolean(),
    /** How many votes each person has on ideas that are not decided yet. Absent: any number. */
    voteBudget: z.int().positive().optional(),
    /** How many ideas there are, of those one may see. */
    ideas: z.int().nonnegative(),
    createdAt: Timestamp,
  })
  .meta({ id: "Board" });
export type Board = z.infer<typeof Board>;
