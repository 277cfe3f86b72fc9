import { Schema, type Connection, type Model } from "mongoose";
import type { Role } from "../../shared/members/role.ts";
import type { CommunityId, UserId } from "../../shared/protocol/ids.ts";

/** A role given to a user. `_id` is `community:user`: one each. */
export interface StoredMember {
  readonly _id: string;
  readonly communityId: CommunityId;
  readonly userId: UserId;
  readonly role: Role;
  readonly since: Date;
}

/** What somebody is in one community. */
export type Membership = Pick<StoredMember, "communityId" | "role">;

export const memberId = (communityId: string, userId: string): string => `${communityId}:${userId}`;

const memberSchema = new Schema<StoredMember>(
  { _id: String, communityId: String, userId: String, role: String, since: Date },
  { versionKey: false, strict: "throw" },
);
memberSchema.index({ userId: 1 });
memberSchema.index({ communityId: 1, role: 1 });
memberSchema.index({ communityId: 1, _id: 1 });

export const memberModel = (connection: Connection): Model<StoredMember> =>
  connection.model<StoredMember>("Member", memberSchema);
