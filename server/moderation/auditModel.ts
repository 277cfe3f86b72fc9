import { Schema, type Connection, type Model } from "mongoose";
import type { Person } from "../../shared/protocol/person.ts";

/** What was done by right of an office, to what, and why. Written with the act, never changed. */
export interface StoredAuditEntry {
  readonly _id: string;
  readonly at: Date;
  readonly by: Person;
  readonly action: string;
  readonly communityId?: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly reason?: string;
  /** Whom it was done to, where the subject does not say. */
  readonly whom?: Person;
  /** For a change of rights: what it became. */
  readonly role?: string;
}

const auditSchema = new Schema<StoredAuditEntry>(
  {
    _id: String,
    at: Date,
    by: { id: String, name: String },
    action: String,
    communityId: String,
    subject: { type: { type: String }, id: String },
    reason: String,
    whom: { id: String, name: String },
    role: String,
  },
  { versionKey: false, strict: "throw", collection: "audit" },
);
auditSchema.index({ communityId: 1, _id: -1 });

export const auditModel = (connection: Connection): Model<StoredAuditEntry> =>
  connection.model<StoredAuditEntry>("AuditEntry", auditSchema);
