import { Schema, type Connection, type Model } from "mongoose";
import type { DocumentAnchor, Reaction } from "../../../shared/documents/documentComment.ts";
import type { DocumentName } from "../../../shared/documents/documentName.ts";
import type { DocumentCommentId, UserId } from "../../../shared/protocol/ids.ts";
import type { Person } from "../../../shared/protocol/person.ts";

export interface StoredDocumentComment {
  readonly _id: DocumentCommentId;
  readonly name: DocumentName;
  /** What it answers; absent: it begins a thread. */
  readonly threadId?: DocumentCommentId;
  readonly anchor?: DocumentAnchor;
  readonly author: Person;
  readonly text: string;
  readonly mentions: readonly Person[];
  readonly reactions: readonly { readonly userId: UserId; readonly reaction: Reaction }[];
  readonly createdAt: Date;
  readonly editedAt?: Date;
  readonly resolved?: { readonly by: Person; readonly at: Date };
  /** What is left has no text; it is shown only where it began a thread that has answers. */
  readonly removed: boolean;
}

const person = { id: String, name: String };

const documentCommentSchema = new Schema<StoredDocumentComment>(
  {
    _id: String,
    name: String,
    threadId: String,
    anchor: { start: String, end: String, quote: String },
    author: person,
    text: String,
    mentions: [{ ...person, _id: false }],
    reactions: [{ userId: String, reaction: String, _id: false }],
    createdAt: Date,
    editedAt: Date,
    resolved: { by: person, at: Date },
    removed: Boolean,
  },
  { versionKey: false, strict: "throw" },
);
documentCommentSchema.index({ name: 1, threadId: 1, _id: 1 });
documentCommentSchema.index({ threadId: 1, _id: 1 });

export const documentCommentModel = (connection: Connection): Model<StoredDocumentComment> =>
  connection.model<StoredDocumentComment>("DocumentComment", documentCommentSchema);
