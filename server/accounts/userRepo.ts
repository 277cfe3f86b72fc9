import type { Model } from "mongoose";
import type { StoredUser } from "./userModel.ts";

export type UserRepo = ReturnType<typeof userRepo>;

export const userRepo = (users: Model<StoredUser>) => ({
  find: async (userId: string): Promise<StoredUser | undefined> =>
    (await users.findById(userId).lean<StoredUser>()) ?? undefined,

  findByEmail: async (email: string): Promise<StoredUser | undefined> =>
    (await users.findOne({ email }).lean<StoredUser>()) ?? undefined,
});
