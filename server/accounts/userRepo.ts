import type { Model } from "mongoose";
import type { UserId } from "../../shared/protocol/ids.ts";
import type { Read } from "../rights/belief.ts";
import type { StoredUser } from "./userModel.ts";

export type UserRepo = ReturnType<typeof userRepo>;

export const userRepo = (users: Model<StoredUser>, findOne: Read<StoredUser>) => ({
  find: findOne,

  findMany: (userIds: readonly UserId[]): Promise<StoredUser[]> =>
    users.find({ _id: { $in: [...userIds] } }).lean<StoredUser[]>(),

  hasAny: async (): Promise<boolean> => (await users.exists({}).lean()) !== null,

  findByEmail: async (email: string): Promise<StoredUser | undefined> =>
    (await users.findOne({ email }).lean<StoredUser>()) ?? undefined,
});
