import { z } from "zod";
import { Board } from "../boards/board.ts";
import { CommunityId } from "../protocol/ids.ts";
import { defineQuery } from "../protocol/operation.ts";
import { Community, Slug } from "./community.ts";

export const getCommunity = defineQuery({
  name: "community.get",
  http: { method: "get", path: "/communities/:communityId" },
  input: z.strictObject({ communityId: z.union([CommunityId, Slug]) }),
  output: z.object({ community: Community, boards: z.array(Board) }),
  refusals: ["community_not_found"],
  summary: "A community, by id or slug, with the boards one may see.",
});
