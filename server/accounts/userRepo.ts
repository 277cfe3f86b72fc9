import type { Model } from "mongoose";
import type { UserId } from "../../shared/protocol/ids.ts";
import type { GroupReads } from "../database/groupReads.ts";
import type { StoredUser } from "./userModel.ts";

export type UserRepo = ReturnType<typeof userRepo>;

export const userRepo = (users: Model<StoredUser>, one: GroupReads<StoredUser>) => ({
  find: (userId: string): Promise<StoredUser | undefined> => one.find(userId),

  findMany: (userIds: readonly UserId[]): Promise<StoredUser[]> =>
    users.find({ _id: { $in: [...userIds] } }).lean<StoredUser[]>(),

  hasAny: async (): Promise<boolean> => (await users.exists({}).lean()) !== null,

  findByEmail: async (email: string): Promise<StoredUser | undefined> =>
    (await users.findOne({ email }).lean<StoredUser>()) ?? undefined,
});
