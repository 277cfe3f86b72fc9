import { Schema, type Connection, type Model } from "mongoose";
import type { DocumentRights } from "../../shared/documents/documentRights.ts";
import type { CommunityId, PageId } from "../../shared/protocol/ids.ts";
import type { Person } from "../../shared/protocol/person.ts";

/** Somebody asks for rights to a page. `_id` is `page:user`: the last time counts. */
export interface StoredAccessRequest {
  readonly _id: string;
  readonly pageId: PageId;
  readonly communityId: CommunityId;
  readonly user: Person;
  readonly rights: DocumentRights;
  readonly note: string;
  readonly at: Date;
}

const accessRequestSchema = new Schema<StoredAccessRequest>(
  {
    _id: String,
    pageId: String,
    communityId: String,
    user: { id: String, name: String },
    rights: String,
    note: String,
    at: Date,
  },
  { versionKey: false, strict: "throw" },
);
accessRequestSchema.index({ communityId: 1, at: 1, _id: 1 });
accessRequestSchema.index({ pageId: 1, at: 1, _id: 1 });

export const accessRequestModel = (connection: Connection): Model<StoredAccessRequest> =>
  connection.model<StoredAccessRequest>("AccessRequest", accessRequestSchema);
