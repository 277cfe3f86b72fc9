import { Schema, type Connection, type Model } from "mongoose";
import type { PageId } from "../../shared/protocol/ids.ts";
import type { LinkSource } from "./linkSource.ts";

/** The pages that something links to; of a document, as far as it was followed. */
export interface StoredLinks {
  readonly _id: LinkSource;
  readonly pages: readonly PageId[];
  /** The last entry of the document's journal that was followed; absent in what older versions wrote. */
  readonly seq?: number;
}

const linkSchema = new Schema<StoredLinks>(
  { _id: String, pages: [String], seq: Number },
  { versionKey: false, strict: "throw", collection: "documentlinks" },
);
linkSchema.index({ pages: 1 });

export const linkModel = (connection: Connection): Model<StoredLinks> =>
  connection.model<StoredLinks>("DocumentLinks", linkSchema);
