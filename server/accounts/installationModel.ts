import { Schema, type Connection, type Model } from "mongoose";
import type { UserId } from "../../shared/protocol/ids.ts";

export const INSTALLATION = "installation";

/** What there is one of. */
export interface StoredInstallation {
  readonly _id: typeof INSTALLATION;
  readonly rev: number;
  readonly ownerId?: UserId;
  /** SHA-256 of the token that makes someone the owner, while there is none. */
  readonly claimHash?: string;
  readonly isDemo: boolean;
}

const installationSchema = new Schema<StoredInstallation>(
  { _id: String, rev: Number, ownerId: String, claimHash: String, isDemo: Boolean },
  { versionKey: false, strict: "throw" },
);

export const installationModel = (connection: Connection): Model<StoredInstallation> =>
  connection.model<StoredInstallation>("Installation", installationSchema);
