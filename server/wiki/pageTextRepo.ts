import type { Model } from "mongoose";
import type { CommunityId, PageId } from "../../shared/protocol/ids.ts";
import { PAGES_MAX } from "../../shared/wiki/page.ts";
import type { StoredPageText } from "./pageTextModel.ts";

export type PageTextRepo = ReturnType<typeof pageTextRepo>;

export const pageTextRepo = (texts: Model<StoredPageText>) => ({
  /** What tells whether the text of a page has changed, by page. */
  hashesOf: async (communityId: CommunityId): Promise<ReadonlyMap<PageId, string>> => {
    const found = await texts
      .find({ communityId }, { hash: 1 })
      .limit(PAGES_MAX)
      .lean<Pick<StoredPageText, "_id" | "hash">[]>();
    return new Map(found.map(({ _id, hash }) => [_id, hash]));
  },

  findMany: async (pageIds: readonly PageId[]): Promise<ReadonlyMap<PageId, string>> => {
    const found = await texts.find({ _id: { $in: [...pageIds] } }).lean<StoredPageText[]>();
    return new Map(found.map(({ _id, text }) => [_id, text]));
  },
});
