import { Binary, MongoBulkWriteError, MongoServerError } from "mongodb";
import type { Model } from "mongoose";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import { within } from "../database/within.ts";
import {
  entryId,
  type EntryRow,
  type StoredEntry,
  type StoredSnapshot,
} from "./documentEntryModel.ts";
import { packUpdates, unpackUpdates } from "./packUpdates.ts";

const DUPLICATE_KEY = 11000;
const SNAPSHOTS_KEPT = 3;
const READ_AT_ONCE = 500;
const LAST_SEQ = 9_999_999_999;

const bytesOf = (value: Uint8Array | Binary): Uint8Array =>
  value instanceof Binary ? value.value() : value;

const rowOf = ({ updates, ...entry }: StoredEntry): EntryRow => ({
  ...entry,
  ...packUpdates(updates),
});

const entryOf = ({ people = [], packed, updates = [], ...entry }: EntryRow): StoredEntry => ({
  ...entry,
  updates: packed
    ? unpackUpdates({ people, packed: bytesOf(packed) })
    : updates.map((one) => ({ ...one, update: bytesOf(one.update) })),
});

/** Entries of this name after this seq, as a range of ids. */
const after = (name: DocumentName, seq: number) => ({
  _id: { $gt: entryId(name, seq), $lte: entryId(name, LAST_SEQ) },
});

type Place = Pick<StoredEntry, "seq" | "isEnd">;

// The driver's types want ObjectId ids unless told otherwise; ours are strings throughout.
const toDocument = (document: object): Record<string, unknown> => ({ ...document });

export interface JournalRepo {
  /**
   * Writes all that have no other at their place, and whose place has not been cut away. Returns the others; throws if
   * it is not known.
   */
  append(entries: readonly StoredEntry[]): Promise<readonly StoredEntry[]>;
  readAfter(name: DocumentName, seq: number): Promise<StoredEntry[]>;
  /** Of the last entry that is in the journal itself; -1 if there is none. */
  lastSeq(name: DocumentName): Promise<number>;
  /** Whether there is anything after this seq, also where it was cut for a snapshot. */
  isBeyond(name: DocumentName, seq: number): Promise<boolean>;
  /** Newest first, each read when it is asked for: they are large, and nearly always one is enough. */
  readSnapshots(name: DocumentName, upTo?: number): AsyncIterable<StoredSnapshot>;
  /** Keeps it as the newest of three, and cuts what is older than all of them. */
  putSnapshot(snapshot: StoredSnapshot): Promise<void>;
  /**
   * Removes all there is of a document but an entry that says so: who did not hear of it meets that at the place
   * where they want to write.
   */
  end(name: DocumentName): Promise<void>;
}

export const journalRepo = (
  entries: Model<EntryRow>,
  snapshots: Model<StoredSnapshot>,
): JournalRepo => {
  // Past Mongoose on purpose: typed code built these, and casting each would cost more than the write.
  const { db } = entries;
  const collection = db.getClient().db(db.name).collection<EntryRow>(entries.collection.name);
  const insert = async (wanted: readonly StoredEntry[]): Promise<unknown> => {
    const writeConcern = { w: "majority", journal: true } as const;
    const documents = wanted.map(rowOf);
    const [one] = documents;
    return one && documents.length === 1
      ? collection.insertOne(one, { writeConcern })
      : collection.insertMany(documents, { ordered: false, writeConcern });
  };

  const insertNew = async (wanted: readonly StoredEntry[]): Promise<readonly StoredEntry[]> => {
    try {
      await within(insert(wanted));
      return [];
    } catch (reason) {
      const isSingle = wanted.length === 1 && reason instanceof MongoServerError;
      if (isSingle && reason.code === DUPLICATE_KEY) {
        return wanted;
      }
      if (!(reason instanceof MongoBulkWriteError) || isDatabaseAway(reason)) {
        throw reason;
      }
      const failed = [reason.writeErrors].flat();
      if (failed.length === 0 || failed.some(({ code }) => code !== DUPLICATE_KEY)) {
        throw reason;
      }
      return failed.flatMap(({ index }) => wanted[index] ?? []);
    }
  };

  /** Which of the places before these are in the journal. */
  const placesBefore = async (wanted: readonly StoredEntry[]): Promise<ReadonlySet<string>> => {
    const ids = wanted.flatMap(({ name, seq }) => (seq > 0 ? [entryId(name, seq - 1)] : []));
    const limits = { projection: { _id: 1 }, batchSize: ids.length + 1 } as const;
    const found =
      ids.length > 0 ? await collection.find({ _id: { $in: ids } }, limits).toArray() : [];
    return new Set(found.map(({ _id }) => _id));
  };

  /** Whether a place is among those that were cut away, or in a document that was removed. */
  const isCutAway = async ({ name, seq }: StoredEntry): Promise<boolean> => {
    const [last, oldest] = await Promise.all([
      lastEntry(name),
      within(snapshots.findOne(after(name, -1), { seq: 1 }).sort({ _id: 1 }).lean<Place>().exec()),
    ]);
    return (oldest?.seq ?? -1) >= seq || (last?.isEnd === true && last.seq > seq);
  };

  const append = async (wanted: readonly StoredEntry[]): Promise<readonly StoredEntry[]> => {
    // A place that was cut away is free again. Whoever writes there stood still while others wrote much: what comes just
    // before the end of a journal is never cut.
    const [taken, before] = await Promise.all([insertNew(wanted), within(placesBefore(wanted))]);
    const failed = new Set(taken);
    for (const entry of wanted) {
      const { _id, name, seq, token } = entry;
      if (seq > 0 && !before.has(entryId(name, seq - 1)) && (await isCutAway(entry))) {
        await within(collection.deleteOne({ _id, token }));
        failed.add(entry);
      }
    }
    return [...failed];
  };

  const newest = { _id: -1 } as const;
  const lastEntry = (name: DocumentName): Promise<Place | null> =>
    within(
      entries.findOne(after(name, -1), { seq: 1, isEnd: 1 }).sort(newest).lean<Place>().exec(),
    );

  const last = async (name: DocumentName): Promise<Place> => {
    const [entry, snapshot] = await Promise.all([
      lastEntry(name),
      within(snapshots.findOne(after(name, -1), { seq: 1 }).sort(newest).lean<Place>().exec()),
    ]);
    return entry && entry.seq >= (snapshot?.seq ?? -1) ? entry : { seq: snapshot?.seq ?? -1 };
  };

  const removeSnapshots = (name: DocumentName) =>
    within(snapshots.deleteMany(after(name, -1)).exec());

  return {
    append,
    readAfter: async (name, seq) => {
      const found: StoredEntry[] = [];
      for (let last = seq; ;) {
        const some = await within(
          entries
            .find(after(name, last))
            .sort({ _id: 1 })
            .limit(READ_AT_ONCE)
            .lean<EntryRow[]>()
            .exec(),
        );
        found.push(...some.map(entryOf));
        last = found.at(-1)?.seq ?? last;
        if (some.length < READ_AT_ONCE) {
          return found;
        }
      }
    },
    lastSeq: async (name) => (await lastEntry(name))?.seq ?? -1,
    isBeyond: async (name, seq) => (await last(name)).seq > seq,
    readSnapshots: async function* (name, upTo = LAST_SEQ) {
      for (let last = upTo; last >= 0;) {
        const range = { _id: { $gte: entryId(name, 0), $lte: entryId(name, last) } };
        const found = await within(
          snapshots.findOne(range).sort({ _id: -1 }).lean<StoredSnapshot>().exec(),
        );
        if (!found) {
          return;
        }
        yield { ...found, state: bytesOf(found.state) };
        last = found.seq - 1;
      }
    },
    putSnapshot: async (snapshot) => {
      const { name } = snapshot;
      const [place, document] = [toDocument({ _id: snapshot._id }), toDocument(snapshot)];
      await within(snapshots.collection.replaceOne(place, document, { upsert: true }));
      const kept = await within(
        snapshots
          .find(after(name, -1), { seq: 1 })
          .sort({ _id: -1 })
          .limit(SNAPSHOTS_KEPT)
          .lean<{ seq: number }[]>()
          .exec(),
      );
      const oldest = kept.at(-1);
      if (kept.length === SNAPSHOTS_KEPT && oldest) {
        const [first, last] = [entryId(name, 0), entryId(name, oldest.seq)];
        await within(snapshots.deleteMany({ _id: { $gte: first, $lt: last } }).exec());
        await within(entries.deleteMany({ _id: { $gte: first, $lte: last } }).exec());
      }
      // It may have been removed while this was made.
      if ((await last(name)).isEnd) {
        await removeSnapshots(name);
      }
    },
    end: async (name) => {
      let end = await last(name);
      while (!end.isEnd) {
        const seq = end.seq + 1;
        await append([
          { _id: entryId(name, seq), name, seq, token: "end", updates: [], isEnd: true },
        ]);
        // Ours, or what somebody wrote before they could meet it.
        end = await last(name);
      }
      await removeSnapshots(name);
      const [first, own] = [entryId(name, 0), entryId(name, end.seq)];
      await within(entries.deleteMany({ _id: { $gte: first, $lt: own } }).exec());
    },
  };
};
