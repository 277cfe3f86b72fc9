import { z } from "zod";
import { CommunityId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { Cursor, PageLimit } from "../protocol/page.ts";
import { Member } from "./member.ts";

export const listMembers = defineQuery({
  name: "member.list",
  http: { method: "get", path: "/communities/:communityId/members" },
  input: z.strictObject({ communityId: CommunityId, after: Cursor.optional(), limit: PageLimit }),
  output: z.object({ members: z.array(Member), next: Cursor.optional() }),
  refusals: ["login_required", "community_not_found", "forbidden"],
  summary: "Who has a role in a community.",
});
