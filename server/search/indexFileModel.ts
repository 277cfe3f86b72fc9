import { Schema, type Connection, type Model } from "mongoose";

/**
 * A file of a search index that says where this database was. `_id` is the digest of what is in it: a database that went
 * back to what it was before does not know the file, however far it has come since.
 */
export interface StoredIndexFile {
  readonly _id: string;
  readonly sectionId: string;
  readonly savedAt: Date;
}

/** So long a file is of use that nobody has saved again. */
export const FILE_DAYS = 30;

const indexFileSchema = new Schema<StoredIndexFile>(
  { _id: String, sectionId: String, savedAt: Date },
  { versionKey: false, strict: "throw", collection: "indexfiles" },
);
indexFileSchema.index({ sectionId: 1 });
indexFileSchema.index({ savedAt: 1 }, { expireAfterSeconds: FILE_DAYS * 24 * 3600 });

export const indexFileModel = (connection: Connection): Model<StoredIndexFile> =>
  connection.model<StoredIndexFile>("IndexFile", indexFileSchema);
