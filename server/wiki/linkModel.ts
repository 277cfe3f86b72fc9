import { Schema, type Connection, type Model } from "mongoose";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { PageId } from "../../shared/protocol/ids.ts";

/** The pages that a document links to. `_id` is the document's name. */
export interface StoredLinks {
  readonly _id: DocumentName;
  readonly pages: readonly PageId[];
}

const linkSchema = new Schema<StoredLinks>(
  { _id: String, pages: [String] },
  { versionKey: false, strict: "throw", collection: "documentlinks" },
);
linkSchema.index({ pages: 1 });

export const linkModel = (connection: Connection): Model<StoredLinks> =>
  connection.model<StoredLinks>("DocumentLinks", linkSchema);
