import { Schema, type Connection, type Model } from "mongoose";
import type { IdeaStatus } from "../../shared/ideas/ideaStatus.ts";
import type { BoardId, IdeaId, ResponseId } from "../../shared/protocol/ids.ts";
import type { Person } from "../../shared/protocol/person.ts";

export interface StoredResponse {
  readonly _id: ResponseId;
  readonly boardId: BoardId;
  readonly ideaId: IdeaId;
  readonly rev: number;
  readonly version: number;
  readonly author: Person;
  readonly text: string;
  readonly status?: IdeaStatus;
  readonly createdAt: Date;
  /** Its idea is hidden, and so the public does not see the response either. */
  readonly ideaHidden: boolean;
  readonly removed: boolean;
}

const responseSchema = new Schema<StoredResponse>(
  {
    _id: String,
    boardId: String,
    ideaId: String,
    rev: Number,
    version: Number,
    author: { id: String, name: String },
    text: String,
    status: String,
    createdAt: Date,
    ideaHidden: Boolean,
    removed: Boolean,
  },
  { versionKey: false, strict: "throw" },
);
responseSchema.index({ ideaId: 1, version: 1 });
responseSchema.index({ boardId: 1, rev: 1 });

export const responseModel = (connection: Connection): Model<StoredResponse> =>
  connection.model<StoredResponse>("Response", responseSchema);
