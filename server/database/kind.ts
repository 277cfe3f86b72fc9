import type { Model } from "mongoose";
import { within } from "./within.ts";
import type { Stored, Write, Wanted } from "./writes.ts";

/** Where the documents of a kind are read from. */
export interface Documents<D> {
  /** Of the collection. */
  readonly name: string;
  findMany(ids: readonly string[]): Promise<D[]>;
  /** The `rev` that a document has now; `undefined` if it has none or is not there. */
  findRev(id: string): Promise<number | undefined>;
}

export const documentsOf = <D extends Stored>(model: Model<D>): Documents<D> => {
  const { name } = model.collection;
  // Past Mongoose, which would cast each of what may be hundreds of ids.
  const collection = model.db.getClient().db(model.db.name).collection<Stored>(name);
  return {
    name,
    // In one answer, not a page of 101.
    findMany: (ids) =>
      within(
        collection.find<D>({ _id: { $in: [...ids] } }, { batchSize: ids.length + 1 }).toArray(),
      ),
    findRev: async (id) =>
      (await within(model.findById(id, { rev: 1 }).lean<{ rev?: number }>().exec()))?.rev,
  };
};

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
  /** Hands what is known over to the next group, the staged included: the latest `most` documents. */
  carry(group: object, next: object, most: number): void;
  /** Whether it has been looked for. */
  knows(group: object, id: string): boolean;
  /** Whether the document still has the rev that this group knows. */
  isCurrent(group: object, id: string): Promise<boolean>;
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
  readonly #areSmall: boolean;
  readonly #shelves = new WeakMap<object, Shelf<D>>();

  constructor(
    documents: Documents<D>,
    options: { readonly revOf?: (doc: D) => number; readonly areSmall?: boolean } = {},
  ) {
    this.name = documents.name;
    this.#documents = documents;
    this.#revOf = options.revOf;
    this.#areSmall = options.areSmall ?? false;
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
    if (!draft.has(id) && !staged.has(id) && !known.has(id)) {
      await this.load(group, [id]);
    }
    return this.peek(group, id);
  }

  /** As `find`, of what has been loaded or staged; throws where it was not. */
  peek(group: object, id: string): D | undefined {
    const { draft, staged, known } = this.shelf(group);
    const layer = draft.has(id) ? draft : staged.has(id) ? staged : known;
    const doc = layer.get(id);
    if (doc === undefined && !layer.has(id)) {
      throw new Error(`${this.name}: ${id} was not loaded`);
    }
    return doc;
  }

  /** Whether there is such a document now, whatever any group knows. */
  async isStored(id: string): Promise<boolean> {
    return (await this.#documents.findMany([id])).length > 0;
  }

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
    const writes: Wanted = { areSmall: this.#areSmall, added: [], replaced: [], removed: [] };
    for (const [_id, doc] of staged) {
      const before = known.get(_id);
      const which = { _id, ...(before && this.#revOf && { rev: this.#revOf(before) }) };
      if (doc === undefined) {
        if (before) {
          writes.removed.push(which);
        }
      } else if (before) {
        writes.replaced.push({ which, before, doc });
      } else {
        writes.added.push(doc);
      }
    }
    const { added, replaced, removed } = writes;
    if (added.length + replaced.length + removed.length === 0) {
      return;
    }
    const done = await write(this.name, writes);
    if (
      done.added !== added.length ||
      done.replaced !== replaced.length ||
      done.removed !== removed.length
    ) {
      throw new Conflict(`${this.name}: a document changed meanwhile`);
    }
  }

  carry(group: object, next: object, most: number): void {
    // The same map, not a copy: what is known of a crowd is much more than what each group changes.
    const { known, staged } = this.shelf(group);
    for (const [id, doc] of staged) {
      known.delete(id);
      known.set(id, doc);
    }
    for (const oldest of known.keys()) {
      if (known.size <= most) {
        break;
      }
      known.delete(oldest);
    }
    this.#shelves.set(next, { known, staged: new Map(), draft: new Map() });
  }

  knows(group: object, id: string): boolean {
    return this.shelf(group).known.has(id);
  }
}
