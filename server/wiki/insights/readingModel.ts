import { Schema, type Connection, type Model } from "mongoose";
import type { CommunityId, PageId } from "../../../shared/protocol/ids.ts";
import { INSIGHT_WEEKS } from "../../../shared/wiki/insights.ts";

/** Somebody opened a page in a week. `_id` is `page:week:reader`. */
export interface StoredReading {
  readonly _id: string;
  readonly pageId: PageId;
  readonly communityId: CommunityId;
  readonly week: number;
  /** Tells readers of one page apart, without saying who they are to whoever lacks the server's secret. */
  readonly reader: string;
  /** The beginning of the last day of that week on which they did. */
  readonly last: Date;
}

const KEPT_S = (INSIGHT_WEEKS + 1) * 7 * 24 * 3600;

const readingSchema = new Schema<StoredReading>(
  { _id: String, pageId: String, communityId: String, week: Number, reader: String, last: Date },
  { versionKey: false, strict: "throw", collection: "pagereadings" },
);
readingSchema.index({ pageId: 1, last: 1 });
readingSchema.index({ communityId: 1, last: 1 });
readingSchema.index({ last: 1 }, { expireAfterSeconds: KEPT_S });

export const readingModel = (connection: Connection): Model<StoredReading> =>
  connection.model<StoredReading>("PageReading", readingSchema);
