import { Schema, type Connection, type Model } from "mongoose";
import type { BoardId, IdeaId, UserId } from "../../shared/protocol/ids.ts";

export interface StoredVote {
  readonly _id: string;
  readonly boardId: BoardId;
  readonly ideaId: IdeaId;
  readonly userId: UserId;
  readonly at: Date;
}

/** `idea:user`. The rule "one vote each" lives here: two tabs voting at once cannot both count. */
export const voteId = (ideaId: string, userId: string): string => `${ideaId}:${userId}`;

const voteSchema = new Schema<StoredVote>(
  { _id: String, boardId: String, ideaId: String, userId: String, at: Date },
  { versionKey: false, strict: "throw" },
);
voteSchema.index({ ideaId: 1, at: -1, _id: -1 });
voteSchema.index({ boardId: 1, userId: 1 });

export const voteModel = (connection: Connection): Model<StoredVote> =>
  connection.model<StoredVote>("Vote", voteSchema);
