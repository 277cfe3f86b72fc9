import { createCommunity } from "../../shared/communities/createCommunity.ts";
import { CommunityId } from "../../shared/protocol/ids.ts";
import type { Kind } from "../database/kind.ts";
import type { NewId } from "../database/newId.ts";
import { userOf } from "../dispatch/call.ts";
import type { handleCommand } from "../dispatch/handler.ts";
import type { Lanes } from "../dispatch/lanes.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { memberId, type StoredMember } from "../members/memberModel.ts";
import { INSTALLATION, type StoredInstallation } from "../accounts/installationModel.ts";
import type { StoredCommunity } from "./communityModel.ts";
import type { CommunityRepo } from "./communityRepo.ts";
import { presentCommunity } from "./presentCommunity.ts";

interface CreateCommunityDeps {
  readonly handle: ReturnType<typeof handleCommand>;
  readonly installationLanes: Lanes<StoredInstallation>;
  readonly newId: NewId;
  readonly communities: Kind<StoredCommunity>;
  readonly members: Kind<StoredMember>;
  readonly communityRepo: CommunityRepo;
}

/** `Café Ünïque 2` becomes `cafe-unique-2`; a name without Latin letters or digits gives nothing. */
const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .join("-")
    .slice(0, 30)
    .replace(/-$/, "");

export const createCommunityHandler = (deps: CreateCommunityDeps) =>
  deps.handle(createCommunity, {
    lanes: deps.installationLanes,
    lane: () => INSTALLATION,
    alone: true,
    run: async ({ slug: wantedSlug, ...fields }, { call, work }) => {
      const user = userOf(call);
      if (!user.isOwner) {
        throw new Refusal("forbidden");
      }
      const communityId = deps.newId(CommunityId, work.now);
      const made = slugOf(fields.name);
      const free = made.length < 2 || (await deps.communityRepo.isSlugTaken(made));
      const slug = wantedSlug ?? (free ? `${made || "c"}-${communityId.slice(-6)}` : made);
      if (wantedSlug !== undefined && (await deps.communityRepo.isSlugTaken(wantedSlug))) {
        throw new Refusal("slug_taken", { fields: { slug: "wrong_choice" } });
      }

      const community = work.put(deps.communities, {
        _id: communityId,
        rev: 0,
        slug,
        ...fields,
        createdAt: work.now,
      });
      work.put(deps.members, {
        _id: memberId(communityId, user.id),
        communityId,
        userId: user.id,
        role: "owner",
        since: work.now,
      });
      return { value: presentCommunity(community, { role: "owner", isMember: true }) };
    },
  });
