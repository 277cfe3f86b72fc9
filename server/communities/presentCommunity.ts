import { wikiRightsDefault } from "../../shared/wiki/pageRights.ts";
import type { Community } from "../../shared/communities/community.ts";
import type { Standing } from "../rights/standing.ts";
import type { StoredCommunity } from "./communityModel.ts";

export const presentCommunity = (community: StoredCommunity, { role }: Standing): Community => ({
  id: community._id,
  slug: community.slug,
  name: community.name,
  purpose: community.purpose,
  promise: community.promise,
  visibility: community.visibility,
  accent: community.accent,
  ...(role && { role }),
  wikiRights: community.wikiRights ?? wikiRightsDefault,
  wikiApproval: community.wikiApproval ?? false,
  createdAt: community.createdAt.toISOString(),
});
