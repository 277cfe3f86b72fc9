import type { Model } from "mongoose";
import { z } from "zod";
import type { Role } from "../../shared/members/role.ts";
import type { CommunityId, UserId } from "../../shared/protocol/ids.ts";
import { cutPage, readCursor } from "../dispatch/cursor.ts";
import type { StoredMember } from "./memberModel.ts";

const STAFF_MAX = 1000;
const Position = z.tuple([z.string()]);

export type MemberRepo = ReturnType<typeof memberRepo>;

export const memberRepo = (members: Model<StoredMember>) => ({
  rolesOf: async (userId: UserId): Promise<{ communityId: CommunityId; role: Role }[]> => {
    const found = await members.find({ userId }).lean<StoredMember[]>();
    return found.map(({ communityId, role }) => ({ communityId, role }));
  },

  findMany: (memberIds: readonly string[]): Promise<StoredMember[]> =>
    members.find({ _id: { $in: [...memberIds] } }).lean<StoredMember[]>(),

  page: async (communityId: CommunityId, after: string | undefined, limit: number) => {
    const found = await members
      .find({
        communityId,
        ...(after !== undefined && { _id: { $gt: readCursor(Position, after)[0] } }),
      })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean<StoredMember[]>();
    return cutPage(found, limit, ({ _id }) => [_id]);
  },

  /** Those with an office. */
  staffOf: async (communityId: CommunityId): Promise<UserId[]> => {
    const found = await members
      .find({ communityId, role: { $in: ["moderator", "manager", "owner"] } }, { userId: 1 })
      .limit(STAFF_MAX)
      .lean<Pick<StoredMember, "userId">[]>();
    return found.map(({ userId }) => userId);
  },

  countOwners: (communityId: CommunityId): Promise<number> =>
    members.countDocuments({ communityId, role: "owner" }).exec(),
});
