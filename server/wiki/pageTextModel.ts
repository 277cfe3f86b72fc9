import { Schema, type Connection, type Model } from "mongoose";
import type { CommunityId, PageId } from "../../shared/protocol/ids.ts";

/** The words of a page as it was last written: for search. `_id` is the page's. */
export interface StoredPageText {
  readonly _id: PageId;
  readonly communityId: CommunityId;
  readonly text: string;
  /** Of the text: tells whether it has changed. */
  readonly hash: string;
}

const pageTextSchema = new Schema<StoredPageText>(
  { _id: String, communityId: String, text: String, hash: String },
  { versionKey: false, strict: "throw" },
);
pageTextSchema.index({ communityId: 1 });

export const pageTextModel = (connection: Connection): Model<StoredPageText> =>
  connection.model<StoredPageText>("PageText", pageTextSchema);
