import type { Binary } from "mongodb";
import { Schema, type Connection, type Model } from "mongoose";
import type { DocumentTree } from "../../shared/documents/documentTree.ts";

/** What a page's document holds when it is opened for the first time. `_id` is the page's. */
export interface StoredPageSeed {
  readonly _id: string;
  readonly tree?: DocumentTree;
  /** The tree as it is packed where many come at once. */
  readonly packed?: Uint8Array | Binary;
}

const pageSeedSchema = new Schema<StoredPageSeed>(
  { _id: String, tree: Schema.Types.Mixed, packed: Buffer },
  { versionKey: false, strict: "throw" },
);

export const pageSeedModel = (connection: Connection): Model<StoredPageSeed> =>
  connection.model<StoredPageSeed>("PageSeed", pageSeedSchema);
