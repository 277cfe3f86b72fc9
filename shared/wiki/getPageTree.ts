import { z } from "zod";
import { CommunityId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { DocumentRights } from "../documents/documentRights.ts";
import { PageNode } from "./page.ts";

export const getPageTree = defineQuery({
  name: "page.tree",
  http: { method: "get", path: "/communities/:communityId/pages" },
  input: z.strictObject({ communityId: CommunityId }),
  output: z.object({
    pages: z.array(PageNode),
    /** What one may do at the top: who may edit there may make pages there. */
    rights: DocumentRights.optional(),
  }),
  refusals: ["community_not_found"],
  summary: "All pages of a community that one may see, in the order of their positions.",
});
