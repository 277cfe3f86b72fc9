import { Schema, type Connection, type Model } from "mongoose";
import type { Locale } from "../../shared/accounts/account.ts";
import type { UserId } from "../../shared/protocol/ids.ts";

export interface StoredUser {
  readonly _id: UserId;
  readonly rev: number;
  readonly email: string;
  readonly emailVerified: boolean;
  readonly name: string;
  /** Argon2id, in its own string form. Absent for people who were imported and never log in. */
  readonly passwordHash?: string;
  /** Every login remembers it. Raised with each change of the password: logins of before are over. */
  readonly loginEpoch?: number;
  readonly locale: Locale;
  readonly isOwner: boolean;
  readonly createdAt: Date;
}

/** As much of a user as rights go by. */
export type ActingUser = Pick<StoredUser, "_id" | "name" | "isOwner" | "loginEpoch">;

export const nextLoginEpoch = ({ loginEpoch = 0 }: StoredUser): number => loginEpoch + 1;

const userSchema = new Schema<StoredUser>(
  {
    _id: String,
    rev: Number,
    email: String,
    emailVerified: Boolean,
    name: String,
    passwordHash: String,
    loginEpoch: Number,
    locale: String,
    isOwner: Boolean,
    createdAt: Date,
  },
  { versionKey: false, strict: "throw" },
);
userSchema.index({ email: 1 }, { unique: true });

export const userModel = (connection: Connection): Model<StoredUser> =>
  connection.model<StoredUser>("User", userSchema);
