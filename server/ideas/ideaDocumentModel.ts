import { Schema, type Connection, type Model } from "mongoose";
import type { BoardId, IdeaId } from "../../shared/protocol/ids.ts";

/** That an idea's text is a shared document by now: it is changed there, and the body's text follows it. */
export interface StoredIdeaDocument {
  readonly _id: IdeaId;
  readonly boardId: BoardId;
  /** Of the entry of its journal up to which the body's text has followed. */
  readonly seq: number;
  /** The text is longer than a body's: only its beginning is there. */
  readonly isCut?: true;
}

const ideaDocumentSchema = new Schema<StoredIdeaDocument>(
  { _id: String, boardId: String, seq: Number, isCut: Boolean },
  { versionKey: false, strict: "throw" },
);

export const ideaDocumentModel = (connection: Connection): Model<StoredIdeaDocument> =>
  connection.model<StoredIdeaDocument>("IdeaDocument", ideaDocumentSchema);
