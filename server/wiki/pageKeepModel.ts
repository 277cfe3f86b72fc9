import { Schema, type Connection, type Model } from "mongoose";
import type { CommunityId, PageId, UserId } from "../../shared/protocol/ids.ts";

/** What a page is to somebody. `_id` is `page:user`. */
export interface StoredPageKeep {
  readonly _id: string;
  readonly pageId: PageId;
  readonly userId: UserId;
  readonly communityId: CommunityId;
  readonly isFavourite: boolean;
  readonly isWatched: boolean;
}

export const pageKeepId = (pageId: string, userId: string): string => `${pageId}:${userId}`;

const pageKeepSchema = new Schema<StoredPageKeep>(
  {
    _id: String,
    pageId: String,
    userId: String,
    communityId: String,
    isFavourite: Boolean,
    isWatched: Boolean,
  },
  { versionKey: false, strict: "throw" },
);
pageKeepSchema.index({ userId: 1, communityId: 1 });
pageKeepSchema.index({ pageId: 1 });

export const pageKeepModel = (connection: Connection): Model<StoredPageKeep> =>
  connection.model<StoredPageKeep>("PageKeep", pageKeepSchema);
