import { Schema, type Connection, type Model } from "mongoose";
import type { BoardId, CommentId, IdeaId } from "../../shared/protocol/ids.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { hiddenFields, type StoredHidden } from "../moderation/storedHidden.ts";

export interface StoredComment {
  readonly _id: CommentId;
  readonly boardId: BoardId;
  readonly ideaId: IdeaId;
  readonly rev: number;
  readonly parentId?: CommentId;
  readonly author: Person;
  readonly text: string;
  readonly createdAt: Date;
  readonly editedAt?: Date;
  readonly hidden?: StoredHidden;
  /** Its idea is hidden, and so the public does not see the comment either. */
  readonly ideaHidden: boolean;
  readonly removed: boolean;
}

const commentSchema = new Schema<StoredComment>(
  {
    _id: String,
    boardId: String,
    ideaId: String,
    rev: Number,
    parentId: String,
    author: { id: String, name: String },
    text: String,
    createdAt: Date,
    editedAt: Date,
    hidden: hiddenFields,
    ideaHidden: Boolean,
    removed: Boolean,
  },
  { versionKey: false, strict: "throw" },
);
commentSchema.index({ ideaId: 1, removed: 1, _id: 1 });
commentSchema.index({ boardId: 1, rev: 1 });

export const commentModel = (connection: Connection): Model<StoredComment> =>
  connection.model<StoredComment>("Comment", commentSchema);
