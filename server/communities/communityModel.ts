import { Schema, type Connection, type Model } from "mongoose";
import type { Accent } from "../../shared/communities/accent.ts";
import type { Visibility } from "../../shared/communities/community.ts";
import type { WikiRights } from "../../shared/wiki/pageRights.ts";
import type { CommunityId } from "../../shared/protocol/ids.ts";

export interface StoredCommunity {
  readonly _id: CommunityId;
  readonly rev: number;
  readonly slug: string;
  readonly name: string;
  readonly purpose: string;
  readonly promise: string;
  readonly visibility: Visibility;
  readonly accent: Accent;
  readonly createdAt: Date;
  /** Absent: as they are unless somebody says otherwise. */
  readonly wikiRights?: WikiRights;
  readonly wikiApproval?: boolean;
}

const communitySchema = new Schema<StoredCommunity>(
  {
    _id: String,
    rev: Number,
    slug: String,
    name: String,
    purpose: String,
    promise: String,
    visibility: String,
    accent: String,
    createdAt: Date,
    wikiRights: { read: String, comment: String, suggest: String, edit: String },
    wikiApproval: Boolean,
  },
  { versionKey: false, strict: "throw" },
);
communitySchema.index({ slug: 1 }, { unique: true });

export const communityModel = (connection: Connection): Model<StoredCommunity> =>
  connection.model<StoredCommunity>("Community", communitySchema);
