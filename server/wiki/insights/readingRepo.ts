import type { Model } from "mongoose";
import type { CommunityId, PageId } from "../../../shared/protocol/ids.ts";
import type { StoredReading } from "./readingModel.ts";

export type ReadingRepo = ReturnType<typeof readingRepo>;

export const readingRepo = (readings: Model<StoredReading>) => ({
  put: async (noted: readonly StoredReading[]): Promise<void> => {
    await readings.bulkWrite(
      noted.map(({ _id, last, ...of }) => ({
        updateOne: {
          filter: { _id },
          update: { $setOnInsert: of, $max: { last } },
          upsert: true,
        },
      })),
      { ordered: false },
    );
  },

  /** How many people opened a page on that day or later. */
  readersOf: async (pageId: PageId, since: Date): Promise<number> => {
    const [counted] = await readings.aggregate<{ readers: number }>([
      { $match: { pageId, last: { $gte: since } } },
      { $group: { _id: "$reader" } },
      { $count: "readers" },
    ]);
    return counted?.readers ?? 0;
  },

  /** The same by week. */
  weeksOf: async (pageId: PageId, since: Date): Promise<ReadonlyMap<number, number>> => {
    const counted = await readings.aggregate<{ _id: number; readers: number }>([
      { $match: { pageId, last: { $gte: since } } },
      { $group: { _id: "$week", readers: { $sum: 1 } } },
    ]);
    return new Map(counted.map(({ _id, readers }) => [_id, readers]));
  },

  /** The same by page. */
  pagesOf: async (communityId: CommunityId, since: Date): Promise<ReadonlyMap<PageId, number>> => {
    const counted = await readings.aggregate<{ _id: PageId; readers: number }>([
      { $match: { communityId, last: { $gte: since } } },
      { $group: { _id: { pageId: "$pageId", reader: "$reader" } } },
      { $group: { _id: "$_id.pageId", readers: { $sum: 1 } } },
    ]);
    return new Map(counted.map(({ _id, readers }) => [_id, readers]));
  },

  removeOf: async (pageIds: readonly PageId[]): Promise<void> => {
    await readings.deleteMany({ pageId: { $in: [...pageIds] } });
  },
});
