import { z } from "zod";
import { Token } from "../accounts/token.ts";
import { CommunityId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Timestamp } from "../protocol/text.ts";
import { Role } from "./role.ts";

export const createInvitation = defineCommand({
  name: "invitation.create",
  http: { method: "post", path: "/communities/:communityId/invitations" },
  input: z.strictObject({ communityId: CommunityId, role: Role.default("customer") }),
  output: z.object({ token: Token, url: z.url(), role: Role, expiresAt: Timestamp }),
  refusals: ["login_required", "community_not_found", "forbidden"],
  summary: "Makes a link that gives whoever follows it first a role. It holds for 14 days.",
});
