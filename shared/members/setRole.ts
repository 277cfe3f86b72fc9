import { z } from "zod";
import { CommunityId, UserId } from "../protocol/ids.ts";
import { defineCommand } from "../protocol/operation.ts";
import { Member } from "./member.ts";
import { Role } from "./role.ts";

export const setRole = defineCommand({
  name: "member.setRole",
  http: { method: "put", path: "/communities/:communityId/members/:userId/role" },
  input: z.strictObject({ communityId: CommunityId, userId: UserId, role: Role }),
  output: Member,
  refusals: [
    "login_required",
    "community_not_found",
    "forbidden",
    "member_not_found",
    "last_owner",
  ],
  summary: "Gives a user a role in a community, whether or not they had one.",
  retry: "natural",
});
