import { z } from "zod";
import { CommunityId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { line } from "../protocol/text.ts";
import { SEARCH_TEXT_MAX } from "./findHits.ts";
import { SearchHit } from "./searchHit.ts";

export const SUGGESTIONS = 8;

/** For a search box while somebody writes in it, and for mentions of pages and ideas. */
export const suggestHits = defineQuery({
  name: "search.suggest",
  http: { method: "get", path: "/communities/:communityId/suggestions" },
  input: z.strictObject({
    communityId: CommunityId,
    text: line(SEARCH_TEXT_MAX),
    /** Absent: both. */
    type: z.enum(["idea", "page"]).optional(),
  }),
  output: z.object({
    suggestions: z
      .array(SearchHit.pick({ subject: true, title: true, board: true }))
      .max(SUGGESTIONS),
    isPartial: z.boolean(),
  }),
  refusals: ["community_not_found"],
  summary: "The ideas and pages whose titles have words that begin like these.",
});
