import { Schema, type Connection, type Model } from "mongoose";
import type { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import type { BoardId, IdeaId, ResponseId } from "../../shared/protocol/ids.ts";
import type { Person } from "../../shared/protocol/person.ts";
import { hiddenFields, type StoredHidden } from "../moderation/storedHidden.ts";

export interface StoredIdea {
  readonly _id: IdeaId;
  readonly boardId: BoardId;
  readonly rev: number;
  readonly title: string;
  readonly excerpt: string;
  readonly tags: readonly string[];
  readonly status: IdeaStatus;
  readonly author: Person;
  readonly coAuthors?: readonly Person[];
  /** Always the number of its votes, and of earlier ones: they are written in one transaction. */
  readonly votes: number;
  readonly earlierVotes?: number;
  /** Always the number of its comments that are neither hidden nor removed. */
  readonly comments: number;
  /** How many versions of the official response there are. */
  readonly responses: number;
  readonly response?: { readonly id: ResponseId; readonly at: Date };
  readonly createdAt: Date;
  readonly editedAt?: Date;
  readonly hidden?: StoredHidden;
  /** What is left is a tombstone: its texts are gone. */
  readonly removed: boolean;
}

const ideaSchema = new Schema<StoredIdea>(
  {
    _id: String,
    boardId: String,
    rev: Number,
    title: String,
    excerpt: String,
    tags: [String],
    status: String,
    author: { id: String, name: String },
    coAuthors: { type: [{ id: String, name: String, _id: false }], default: undefined },
    votes: Number,
    earlierVotes: Number,
    comments: Number,
    responses: Number,
    response: { id: String, at: Date },
    createdAt: Date,
    editedAt: Date,
    hidden: hiddenFields,
    removed: Boolean,
  },
  { versionKey: false, strict: "throw" },
);
ideaSchema.index({ boardId: 1, removed: 1, votes: -1, _id: -1 });
ideaSchema.index({ boardId: 1, removed: 1, createdAt: -1, _id: -1 });
ideaSchema.index({ boardId: 1, rev: 1 });

export const ideaModel = (connection: Connection): Model<StoredIdea> =>
  connection.model<StoredIdea>("Idea", ideaSchema);
