import { Schema, type Connection, type Model } from "mongoose";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { PageId } from "../../shared/protocol/ids.ts";

/** The pages that a document links to, as far as it was followed. `_id` is the document's name. */
export interface StoredLinks {
  readonly _id: DocumentName;
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
