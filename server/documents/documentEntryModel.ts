import { Schema, type Connection, type Model } from "mongoose";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { PackedUpdates } from "./packUpdates.ts";
import type { KeptEnds } from "./stateEnds.ts";

/** One admitted update. */
export interface StoredUpdate {
  /** Who made it; the server's seed has nobody. */
  readonly by?: { readonly id: string; readonly name: string };
  readonly at: Date;
  readonly update: Uint8Array;
  /** The clients in it that this user was the first to use. */
  readonly clients: readonly number[];
}

/** What was appended to a document's journal at once: the updates of one turn. */
export interface StoredEntry {
  /** `name:seq`: two nodes that append at once can't both be next. */
  readonly _id: string;
  readonly name: DocumentName;
  readonly seq: number;
  /** Of whoever wrote it: tells one's own entry from another's after an answer was lost. */
  readonly token: string;
  readonly updates: readonly StoredUpdate[];
  /** The document was removed: nothing comes after this, and nothing before it is left. */
  readonly isEnd?: boolean;
}

/** An entry as the database holds it. */
export interface EntryRow extends Omit<StoredEntry, "updates">, Partial<PackedUpdates> {
  /** Of entries that were written before updates were packed, instead of that. */
  readonly updates?: readonly StoredUpdate[];
}

/** What a document was after an entry. */
export interface StoredSnapshot {
  readonly _id: string;
  readonly name: DocumentName;
  /** Of the last entry in it. */
  readonly seq: number;
  readonly state: Uint8Array;
  /** Of the state: bytes that are not those that were stored are never served. */
  readonly hash: string;
  /** Absent in those that were made before these were kept. */
  readonly ends?: KeptEnds;
  readonly structs: number;
  /** Whose clients are whose. */
  readonly owners: readonly StoredOwner[];
  readonly at: Date;
}

export interface StoredOwner {
  readonly user: string;
  readonly clients: readonly number[];
}

const SEQ_DIGITS = 10;

/** In order of seq among those of one document. */
export const entryId = (name: DocumentName, seq: number): string =>
  `${name}:${String(seq).padStart(SEQ_DIGITS, "0")}`;

const authorSchema = new Schema({ id: String, name: String }, { _id: false });

const entrySchema = new Schema<EntryRow>(
  {
    _id: String,
    name: String,
    seq: Number,
    token: String,
    people: [authorSchema],
    packed: Buffer,
    updates: {
      type: [
        new Schema(
          { by: authorSchema, at: Date, update: Buffer, clients: [Number] },
          { _id: false },
        ),
      ],
      default: undefined,
    },
    isEnd: Boolean,
  },
  { versionKey: false, strict: "throw" },
);

const snapshotSchema = new Schema<StoredSnapshot>(
  {
    _id: String,
    name: String,
    seq: Number,
    state: Buffer,
    hash: String,
    ends: { json: String, hash: String },
    structs: Number,
    owners: [new Schema({ user: String, clients: [Number] }, { _id: false })],
    at: Date,
  },
  { versionKey: false, strict: "throw" },
);

export const documentEntryModel = (connection: Connection): Model<EntryRow> =>
  connection.model<EntryRow>("DocumentEntry", entrySchema);

export const documentSnapshotModel = (connection: Connection): Model<StoredSnapshot> =>
  connection.model<StoredSnapshot>("DocumentSnapshot", snapshotSchema);
