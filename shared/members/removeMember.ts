import { z } from "zod";
import { CommunityId, UserId } from "../protocol/ids.ts";
import { Nothing } from "../protocol/nothing.ts";
import { defineCommand } from "../protocol/operation.ts";

export const removeMember = defineCommand({
  name: "member.remove",
  http: { method: "delete", path: "/communities/:communityId/members/:userId" },
  input: z.strictObject({ communityId: CommunityId, userId: UserId }),
  output: Nothing,
  refusals: ["login_required", "community_not_found", "forbidden", "last_owner"],
  summary: "Takes a user's role in a community away. Anyone may remove themselves.",
  retry: "natural",
});
