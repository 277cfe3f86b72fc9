import { Schema, type Connection, type Model } from "mongoose";
import type { IdeaId } from "../../shared/protocol/ids.ts";

/** Where votes are counted out: on which ideas a person's are. `_id` is `board:since:user`. */
export interface StoredBallot {
  readonly _id: string;
  readonly ideaIds: readonly IdeaId[];
}

const ballotSchema = new Schema<StoredBallot>(
  { _id: String, ideaIds: [String] },
  { versionKey: false, strict: "throw" },
);

export const ballotModel = (connection: Connection): Model<StoredBallot> =>
  connection.model<StoredBallot>("Ballot", ballotSchema);
