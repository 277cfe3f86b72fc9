import type { Model } from "mongoose";
import type { UserId } from "../../shared/protocol/ids.ts";
import type { StoredUser } from "./userModel.ts";

export type UserRepo = ReturnType<typeof userRepo>;

export const userRepo = (users: Model<StoredUser>) => ({
  find: async (userId: string): Promise<StoredUser | undefined> =>
    (await users.findById(userId).lean<StoredUser>()) ?? undefined,

  findMany: (userIds: readonly UserId[]): Promise<StoredUser[]> =>
    users.find({ _id: { $in: [...userIds] } }).lean<StoredUser[]>(),

  hasAny: async (): Promise<boolean> => (await users.exists({}).lean()) !== null,

  findByEmail: async (email: string): Promise<StoredUser | undefined> =>
    (await users.findOne({ email }).lean<StoredUser>()) ?? undefined,
});
