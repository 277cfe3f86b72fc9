import { z } from "zod";
import { CommunityId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { WikiRights } from "../wiki/pageRights.ts";
import { Community, communityFields } from "./community.ts";

export const editCommunity = defineCommand({
  name: "community.edit",
  http: { method: "patch", path: "/communities/:communityId" },
  input: z.strictObject({
    communityId: CommunityId,
    name: communityFields.name.optional(),
    purpose: communityFields.purpose.optional(),
    promise: communityFields.promise.optional(),
    visibility: communityFields.visibility.optional(),
    accent: communityFields.accent.optional(),
    wikiRights: WikiRights.optional(),
    wikiApproval: z.boolean().optional(),
  }),
  output: Community,
  refusals: ["login_required", "community_not_found", "forbidden"],
  summary: "Changes what a community says of itself and who may see it.",
  retry: "natural",
});
