import { z } from "zod";
import { IdeaStatus } from "../ideas/ideaStatus.ts";
import { Tag } from "../ideas/tag.ts";
import { BoardId, CommunityId, UserId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { Cursor, inQuery } from "../protocol/page.ts";
import { line } from "../protocol/text.ts";
import { SearchHit, SearchType } from "./searchHit.ts";

export const SEARCH_TEXT_MAX = 200;
export const HITS_MAX = 50;
export const HITS_DEFAULT = 20;

/** How many there are in all is not said: it would have to be counted for each who asks. */
export const findHits = defineQuery({
  name: "search.find",
  http: { method: "get", path: "/communities/:communityId/search" },
  input: z.strictObject({
    communityId: CommunityId,
    text: line(SEARCH_TEXT_MAX),
    type: SearchType.optional(),
    boardId: BoardId.optional(),
    /** Of ideas; with this or a tag, only ideas are found. */
    status: IdeaStatus.optional(),
    tag: Tag.optional(),
    authorId: UserId.optional(),
    /** The first and the last day, in UTC, on which it was written. */
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    after: Cursor.optional(),
    limit: inQuery(z.int().min(1).max(HITS_MAX)).default(HITS_DEFAULT),
  }),
  output: z.object({
    hits: z.array(SearchHit),
    next: Cursor.optional(),
    /** The index is still being built: there may be more than was found. */
    isPartial: z.boolean(),
  }),
  refusals: ["community_not_found"],
  summary: "Searches a community's pages, ideas, comments and responses, the best hits first.",
});
