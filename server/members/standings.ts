import type { Role } from "../../shared/members/role.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Actor } from "../dispatch/actor.ts";
import type { Beside, Read } from "../rights/belief.ts";
import { mayViewCommunity, standingOf, type Standing } from "../rights/standing.ts";
import { memberId, type Membership, type StoredMember } from "./memberModel.ts";

export interface Seen {
  readonly community: StoredCommunity;
  readonly standing: Standing;
}

/** What people are where, for queries. Commands read the same within their unit of work. */
export interface Standings {
  /** Begins to read a community, where that will be believed when it is asked for. */
  foresee(communityId: string): Promise<void>;
  inCommunity(actor: Actor, community: StoredCommunity): Promise<Standing>;
  /** `undefined`: there is no such community, for this actor. */
  ofCommunity(actor: Actor, communityId: string): Promise<Seen | undefined>;
}

export const standings = (
  findCommunity: Read<StoredCommunity>,
  findMember: Read<StoredMember>,
  /** All that somebody is, by the user, where it is known already. */
  memberships: Beside<readonly Membership[]>,
): Standings => {
  const givenRole = async (actor: Actor, communityId: string): Promise<Role | undefined> => {
    if (actor.kind === "guest") {
      return undefined;
    }
    const known = memberships.get(actor.id);
    const member = known
      ? known.find((one) => one.communityId === communityId)
      : await findMember(memberId(communityId, actor.id));
    return member?.role;
  };
  const inCommunity = async (actor: Actor, community: StoredCommunity): Promise<Standing> =>
    standingOf(actor, community, await givenRole(actor, community._id));
  return {
    foresee: async (communityId) => {
      await findCommunity(communityId);
    },
    inCommunity,
    ofCommunity: async (actor, communityId) => {
      const [community, given] = await Promise.all([
        findCommunity(communityId),
        givenRole(actor, communityId),
      ]);
      const standing = community && standingOf(actor, community, given);
      return community && standing && mayViewCommunity(standing, community)
        ? { community, standing }
        : undefined;
    },
  };
};
