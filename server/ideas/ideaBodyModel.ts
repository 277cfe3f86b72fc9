import { Schema, type Connection, type Model } from "mongoose";
import type { BoardId, IdeaId } from "../../shared/protocol/ids.ts";

/** The text of an idea, under the idea's id. */
export interface StoredIdeaBody {
  readonly _id: IdeaId;
  readonly boardId: BoardId;
  readonly rev: number;
  readonly text: string;
  /** The idea's document holds more than that. */
  readonly isCut?: true;
  /** Follows its idea: the public does not see it while this is set. */
  readonly hidden: boolean;
  readonly removed: boolean;
}

const ideaBodySchema = new Schema<StoredIdeaBody>(
  {
    _id: String,
    boardId: String,
    rev: Number,
    text: String,
    isCut: Boolean,
    hidden: Boolean,
    removed: Boolean,
  },
  { versionKey: false, strict: "throw" },
);
ideaBodySchema.index({ boardId: 1, rev: 1 });

export const ideaBodyModel = (connection: Connection): Model<StoredIdeaBody> =>
  connection.model<StoredIdeaBody>("IdeaBody", ideaBodySchema);
