import type { Model } from "mongoose";
import type { Role } from "../../shared/members/role.ts";
import type { StoredBoard } from "../boards/boardModel.ts";
import type { StoredCommunity } from "../communities/communityModel.ts";
import type { Actor } from "../dispatch/actor.ts";
import { mayViewBoard, mayViewCommunity, standingOf, type Standing } from "../rights/standing.ts";
import { memberId, type StoredMember } from "./memberModel.ts";

export interface Seen {
  readonly community: StoredCommunity;
  readonly standing: Standing;
}

/** What people are where, for queries. Commands read the same within their unit of work. */
export interface Standings {
  inCommunity(actor: Actor, community: StoredCommunity): Promise<Standing>;
  /** `undefined`: there is no such community, for this actor. */
  ofCommunity(actor: Actor, communityId: string): Promise<Seen | undefined>;
  /** `undefined`: the board may not be seen. */
  ofBoard(actor: Actor, board: StoredBoard): Promise<Seen | undefined>;
}

export const standings = (
  communities: Model<StoredCommunity>,
  members: Model<StoredMember>,
): Standings => {
  const givenRole = async (actor: Actor, communityId: string): Promise<Role | undefined> => {
    if (actor.kind === "guest") {
      return undefined;
    }
    const member = await members.findById(memberId(communityId, actor.id)).lean<StoredMember>();
    return member?.role;
  };
  const inCommunity = async (actor: Actor, community: StoredCommunity): Promise<Standing> =>
    standingOf(actor, community, await givenRole(actor, community._id));
  const see = async (actor: Actor, communityId: string): Promise<Seen | undefined> => {
    const community = await communities.findById(communityId).lean<StoredCommunity>();
    return community ? { community, standing: await inCommunity(actor, community) } : undefined;
  };
  return {
    inCommunity,
    ofCommunity: async (actor, communityId) => {
      const seen = await see(actor, communityId);
      return seen && mayViewCommunity(seen.standing, seen.community) ? seen : undefined;
    },
    ofBoard: async (actor, board) => {
      const seen = await see(actor, board.communityId);
      return seen && mayViewBoard(seen.standing, seen.community, board) ? seen : undefined;
    },
  };
};
