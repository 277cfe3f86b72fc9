import { Schema, type Connection, type Model } from "mongoose";
import type { Role } from "../../shared/members/role.ts";
import type { CommunityId, UserId } from "../../shared/protocol/ids.ts";

interface TokenFor<Purpose extends string> {
  /** SHA-256 of the token: whoever reads the database can't use it. */
  readonly _id: string;
  readonly purpose: Purpose;
  readonly expiresAt: Date;
  readonly usedAt?: Date;
}

/** A secret sent by link that can be used once. */
export type StoredToken =
  | (TokenFor<"reset" | "verify"> & { readonly userId: UserId; readonly email: string })
  | (TokenFor<"invitation"> & { readonly communityId: CommunityId; readonly role: Role });

const tokenSchema = new Schema<StoredToken>(
  {
    _id: String,
    purpose: String,
    userId: String,
    email: String,
    communityId: String,
    role: String,
    expiresAt: Date,
    usedAt: Date,
  },
  { versionKey: false, strict: "throw" },
);
tokenSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const tokenModel = (connection: Connection): Model<StoredToken> =>
  connection.model<StoredToken>("Token", tokenSchema);
