import { z } from "zod";
import { CommunityId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { Person } from "../protocol/person.ts";
import { PageNode } from "./page.ts";

export const PageChanges = z.enum(["all", "watched"]);

export const listPageChanges = defineQuery({
  name: "page.changes",
  http: { method: "get", path: "/communities/:communityId/pages/changes" },
  input: z.strictObject({ communityId: CommunityId, of: PageChanges.default("all") }),
  output: z.object({
    pages: z.array(PageNode.extend({ changedBy: Person.optional() })),
  }),
  refusals: ["community_not_found"],
  summary: "The pages that changed last, of all one may see or of those one watches; 100 at most.",
});
