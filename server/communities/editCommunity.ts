import { isDeepStrictEqual } from "node:util";
import { editCommunity } from "../../shared/communities/editCommunity.ts";
import type { Kind } from "../database/kind.ts";
import { withoutAbsent } from "../database/withoutAbsent.ts";
import type { Audit } from "../moderation/audit.ts";
import type { StoredCommunity } from "./communityModel.ts";
import type { OnCommunity } from "./onCommunity.ts";
import { presentCommunity } from "./presentCommunity.ts";

interface EditCommunityDeps {
  readonly onCommunity: OnCommunity;
  readonly communities: Kind<StoredCommunity>;
  readonly audit: Audit;
}

export const editCommunityHandler = ({ onCommunity, communities, audit }: EditCommunityDeps) =>
  onCommunity(editCommunity, {
    run: async ({ communityId, ...wanted }, { user, work, community, standing, allow }) => {
      allow("community.edit");
      const edited = work.put(communities, { ...community, ...withoutAbsent(wanted) });
      const value = presentCommunity(edited, standing);
      const subject = { type: "community", id: communityId };
      const isShownOtherwise = edited.visibility !== community.visibility;
      const isWikiOtherwise =
        edited.wikiApproval !== community.wikiApproval ||
        !isDeepStrictEqual(edited.wikiRights, community.wikiRights);
      if (isShownOtherwise) {
        audit(work, user, { action: `community.make_${edited.visibility}`, communityId, subject });
      }
      if (isWikiOtherwise) {
        audit(work, user, { action: "community.set_wiki_rights", communityId, subject });
      }
      return isShownOtherwise || isWikiOtherwise
        ? { value, after: [{ what: "rights", of: { community: communityId } }] }
        : { value };
    },
  });
