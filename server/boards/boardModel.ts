import { Schema, type Connection, type Model } from "mongoose";
import type { Visibility } from "../../shared/communities/community.ts";
import type { BoardId, CommunityId } from "../../shared/protocol/ids.ts";

export interface StoredBoard {
  readonly _id: BoardId;
  readonly communityId: CommunityId;
  /** Counts the changes committed on this board. */
  readonly rev: number;
  /** The rev of the last change of this record itself. */
  readonly recordRev: number;
  readonly name: string;
  readonly purpose: string;
  readonly visibility: Visibility;
  readonly postingOpen: boolean;
  readonly votingOpen: boolean;
  readonly commentingOpen: boolean;
  /** How many votes each person has on ideas that are not decided, and since which rev they are counted. */
  readonly budget?: { readonly votes: number; readonly since: number };
  /** Ideas that are not removed, and how many of them are hidden. */
  readonly ideas: number;
  readonly hiddenIdeas: number;
  readonly createdAt: Date;
}

const boardSchema = new Schema<StoredBoard>(
  {
    _id: String,
    communityId: String,
    rev: Number,
    recordRev: Number,
    name: String,
    purpose: String,
    visibility: String,
    postingOpen: Boolean,
    votingOpen: Boolean,
    commentingOpen: Boolean,
    budget: { votes: Number, since: Number },
    ideas: Number,
    hiddenIdeas: Number,
    createdAt: Date,
  },
  { versionKey: false, strict: "throw" },
);
boardSchema.index({ communityId: 1, _id: 1 });

export const boardModel = (connection: Connection): Model<StoredBoard> =>
  connection.model<StoredBoard>("Board", boardSchema);
