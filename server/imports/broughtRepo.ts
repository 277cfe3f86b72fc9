import type { Model } from "mongoose";
import type { StoredBrought } from "./broughtModel.ts";

const AT_ONCE = 1000;

export type BroughtRepo = ReturnType<typeof broughtRepo>;

export const broughtRepo = (brought: Model<StoredBrought>) => ({
  /** What these ids became here, as far as they have been brought. */
  recordIds: async (broughtIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const records = new Map<string, string>();
    for (let from = 0; from < broughtIds.length; from += AT_ONCE) {
      const ids = broughtIds.slice(from, from + AT_ONCE);
      const found = await brought.find({ _id: { $in: ids } }).lean<StoredBrought[]>();
      found.forEach(({ _id, recordId }) => records.set(_id, recordId));
    }
    return records;
  },
});
