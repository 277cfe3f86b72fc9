import type { AnyBulkWriteOperation } from "mongodb";
import type { Model } from "mongoose";
import { within } from "./within.ts";

/** What every stored document has. */
export interface Stored {
  readonly _id: string;
}

/** Where the documents of a kind are read from. */
export interface Documents<D> {
  /** Of the collection. */
  readonly name: string;
  findMany(ids: readonly string[]): Promise<D[]>;
  /** The `rev` that a document has now; `undefined` if it has none or is not there. */
  findRev(id: string): Promise<number | undefined>;
}

export const documentsOf = <D extends Stored>(model: Model<D>): Documents<D> => ({
  name: model.collection.name,
  findMany: (ids) =>
    within(
      model
        .find({ _id: { $in: [...ids] } })
        .lean<D[]>()
        .exec(),
    ),
  findRev: async (id) =>
    (await within(model.findById(id, { rev: 1 }).lean<{ rev?: number }>().exec()))?.rev,
});

/** Writes operations on one collection within the transaction under way. */
export type Write = (
  collection: string,
  operations: AnyBulkWriteOperation[],
) => Promise<{
  readonly insertedCount: number;
  readonly matchedCount: number;
  readonly deletedCount: number;
}>;

/** What a group of commands knows and has staged of one kind of document. */
interface Shelf<D> {
  /** As committed; `undefined` when it was looked for and is not there. */
  readonly known: Map<string, D | undefined>;
  /** Staged by the commands of the group that have succeeded; `undefined` is a removal. */
  readonly staged: Map<string, D | undefined>;
  /** Staged by the command that is running. */
  readonly draft: Map<string, D | undefined>;
}

/** A kind of document as the unit of work sees it, whatever its type. */
export interface AnyKind {
  readonly name: string;
  /** Loads what is not known yet, in one query. */
  load(group: object, ids: readonly string[]): Promise<void>;
  keepDraft(group: object): void;
  dropDraft(group: object): void;
  hasDraft(group: object): boolean;
  hasStaged(group: object): boolean;
  write(group: object, write: Write): Promise<void>;
  /** Carries what is known over to the next group, the staged included, `most` documents at the most. */
  carry(group: object, next: object, most: number): void;
}

/** Somebody else committed in between: what the group has read is no longer true. */
export class Conflict extends Error {}

/**
 * A kind of document in a unit of work: reads go through to the database once, writes are staged and
 * leave together. Each document belongs to one lane; where two lanes could meet on one, its kind is
 * `versioned`: it carries a `rev`, and a write fails with `Conflict` unless it is the one that was read.
 */
export class Kind<D extends Stored> implements AnyKind {
  readonly name: string;
  readonly #documents: Documents<D>;
  readonly #revOf: ((doc: D) => number) | undefined;
  readonly #shelves = new WeakMap<object, Shelf<D>>();

  constructor(documents: Documents<D>, options: { revOf?: (doc: D) => number } = {}) {
    this.name = documents.name;
    this.#documents = documents;
    this.#revOf = options.revOf;
  }

  shelf(group: object): Shelf<D> {
    const found = this.#shelves.get(group);
    if (found) {
      return found;
    }
    const shelf: Shelf<D> = { known: new Map(), staged: new Map(), draft: new Map() };
    this.#shelves.set(group, shelf);
    return shelf;
  }

  async load(group: object, ids: readonly string[]): Promise<void> {
    const { known } = this.shelf(group);
    const unknown = [...new Set(ids)].filter((id) => !known.has(id));
    if (unknown.length === 0) {
      return;
    }
    const docs = await this.#documents.findMany(unknown);
    for (const id of unknown) {
      known.set(id, undefined);
    }
    for (const doc of docs) {
      known.set(doc._id, doc);
    }
  }

  async find(group: object, id: string): Promise<D | undefined> {
    const { draft, staged, known } = this.shelf(group);
    for (const layer of [draft, staged]) {
      if (layer.has(id)) {
        return layer.get(id);
      }
    }
    if (!known.has(id)) {
      await this.load(group, [id]);
    }
    return known.get(id);
  }

  /** Whether the document is still the one that this group knows. */
  async isCurrent(group: object, id: string): Promise<boolean> {
    const before = this.shelf(group).known.get(id);
    const rev = before && this.#revOf?.(before);
    return rev === (await this.#documents.findRev(id));
  }

  keepDraft(group: object): void {
    const { draft, staged } = this.shelf(group);
    for (const [id, doc] of draft) {
      staged.set(id, doc);
    }
    draft.clear();
  }

  dropDraft(group: object): void {
    this.shelf(group).draft.clear();
  }

  hasDraft(group: object): boolean {
    return this.shelf(group).draft.size > 0;
  }

  hasStaged(group: object): boolean {
    return this.shelf(group).staged.size > 0;
  }

  /** What the group writes, removals left out. */
  stagedDocs(group: object): readonly D[] {
    return [...this.shelf(group).staged.values()].filter((doc) => doc !== undefined);
  }

  async write(group: object, write: Write): Promise<void> {
    const { known, staged } = this.shelf(group);
    const operations: AnyBulkWriteOperation[] = [];
    const wanted = { inserted: 0, matched: 0, deleted: 0 };
    for (const [id, doc] of staged) {
      const before = known.get(id);
      const filter = { _id: id, ...(before && this.#revOf && { rev: this.#revOf(before) }) };
      if (doc === undefined) {
        if (before) {
          operations.push({ deleteOne: { filter: toFilter(filter) } });
          wanted.deleted += 1;
        }
      } else if (before) {
        operations.push({ replaceOne: { filter: toFilter(filter), replacement: { ...doc } } });
        wanted.matched += 1;
      } else {
        operations.push({ insertOne: { document: toDocument(doc) } });
        wanted.inserted += 1;
      }
    }
    if (operations.length === 0) {
      return;
    }
    const done = await write(this.name, operations);
    if (
      done.matchedCount !== wanted.matched ||
      done.deletedCount !== wanted.deleted ||
      done.insertedCount !== wanted.inserted
    ) {
      throw new Conflict(`${this.name}: a document changed meanwhile`);
    }
  }

  carry(group: object, next: object, most: number): void {
    const { known, staged } = this.shelf(group);
    const target = this.shelf(next).known;
    for (const layer of [staged, known]) {
      for (const [id, doc] of layer) {
        if (target.size >= most) {
          return;
        }
        if (!target.has(id)) {
          target.set(id, doc);
        }
      }
    }
  }
}

// The driver's types want ObjectId ids unless told otherwise; ours are strings throughout.
const toFilter = (filter: object): Record<string, unknown> => ({ ...filter });
const toDocument = (doc: object): Record<string, unknown> => ({ ...doc });
