import type { Binary } from "mongodb";
import { Schema, type Connection, type Model } from "mongoose";
import type { DocumentName } from "../../../shared/documents/documentName.ts";
import type { CommunityId, VersionId } from "../../../shared/protocol/ids.ts";
import type { Person } from "../../../shared/protocol/person.ts";

export interface StoredVersion {
  readonly _id: VersionId;
  readonly name: DocumentName;
  readonly at: Date;
  readonly label?: string;
  readonly by?: Person;
  readonly contributors: readonly Person[];
  /** The document's tree as JSON, deflated. */
  readonly tree: Uint8Array | Binary;
}

/** What was written on a document since its last version. `_id` is the document's name. */
export interface StoredDocumentWork {
  readonly _id: DocumentName;
  readonly communityId: CommunityId;
  readonly since: Date;
  readonly last: Date;
  readonly contributors: readonly Person[];
}

const person = { id: String, name: String };

const versionSchema = new Schema<StoredVersion>(
  {
    _id: String,
    name: String,
    at: Date,
    label: String,
    by: person,
    contributors: [{ ...person, _id: false }],
    tree: Buffer,
  },
  { versionKey: false, strict: "throw" },
);
versionSchema.index({ name: 1, _id: -1 });

export const versionModel = (connection: Connection): Model<StoredVersion> =>
  connection.model<StoredVersion>("DocumentVersion", versionSchema);

const workSchema = new Schema<StoredDocumentWork>(
  {
    _id: String,
    communityId: String,
    since: Date,
    last: Date,
    contributors: [{ ...person, _id: false }],
  },
  { versionKey: false, strict: "throw", collection: "documentwork" },
);
workSchema.index({ last: 1 });
workSchema.index({ since: 1 });

export const documentWorkModel = (connection: Connection): Model<StoredDocumentWork> =>
  connection.model<StoredDocumentWork>("DocumentWork", workSchema);
