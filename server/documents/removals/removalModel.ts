import { Schema, type Connection, type Model } from "mongoose";
import type { DocumentName } from "../../../shared/documents/documentName.ts";

/** A document whose subject is gone for good, while there may be something left of it. `_id` is its name. */
export interface StoredRemoval {
  readonly _id: DocumentName;
  readonly at: Date;
}

const removalSchema = new Schema<StoredRemoval>(
  { _id: String, at: Date },
  { versionKey: false, strict: "throw", collection: "documentremovals" },
);

export const removalModel = (connection: Connection): Model<StoredRemoval> =>
  connection.model<StoredRemoval>("DocumentRemoval", removalSchema);
