import { z } from "zod";
import { CommunityId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { NAME_MAX, Person } from "../protocol/person.ts";
import { line } from "../protocol/text.ts";

/** How many are named at most. */
export const FOUND_MEMBERS_MAX = 20;

export const findMembers = defineQuery({
  name: "member.find",
  http: { method: "get", path: "/communities/:communityId/members/named" },
  input: z.strictObject({
    communityId: CommunityId,
    /** A part of their name, in capitals or not. */
    text: line(NAME_MAX),
  }),
  output: z.object({ people: z.array(Person) }),
  refusals: ["login_required", "community_not_found", "forbidden"],
  summary: "Who of those with a role in a community has such a name; 20 at most.",
});
