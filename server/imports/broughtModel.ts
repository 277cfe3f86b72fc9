import { createHash } from "node:crypto";
import { Schema, type Connection, type Model } from "mongoose";

const PART_MAX = 64;

/**
 * Remembers under which id something from another place is here: an idea on a board, a person in the
 * installation. Written in the transaction that brings it, so that importing twice is importing once.
 */
export interface StoredBrought {
  readonly _id: string;
  readonly recordId: string;
  readonly at: Date;
}

const broughtSchema = new Schema<StoredBrought>(
  { _id: String, recordId: String, at: Date },
  { versionKey: false, strict: "throw", collection: "brought" },
);

export const broughtModel = (connection: Connection): Model<StoredBrought> =>
  connection.model<StoredBrought>("Brought", broughtSchema);

// Keys of an index are short; other places' ids need not be.
const part = (externalId: string): string =>
  externalId.length <= PART_MAX
    ? externalId
    : createHash("sha256").update(externalId).digest("hex");

export const broughtIdeaId = (boardId: string, source: string, externalId: string): string =>
  `${boardId}:${part(source)}:${part(externalId)}`;

export const broughtPersonId = (source: string, key: string): string =>
  `person:${part(source)}:${part(key)}`;
