import type { Model } from "mongoose";
import type { StoredUser } from "./userModel.ts";

/** The names of users, by id; those who are no longer there are missing. */
export type NamesOf = (ids: readonly StoredUser["_id"][]) => Promise<ReadonlyMap<string, string>>;

export const namesOf =
  (users: Model<StoredUser>): NamesOf =>
  async (ids) => {
    const found = await users.find({ _id: { $in: [...ids] } }, { name: 1 }).lean<StoredUser[]>();
    return new Map(found.map(({ _id, name }) => [_id, name]));
  };
