import { Conflict, type Documents } from "../../server/database/kind.ts";
import { DatabaseAway } from "../../server/database/databaseAway.ts";
import type { UnitOfWork } from "../../server/database/unitOfWork.ts";
import type { Stored, Wanted, Write, Written } from "../../server/database/writes.ts";
import type { VirtualTime } from "./virtualTime.ts";

type Collections = Map<string, Map<string, { readonly doc: Stored; readonly version: number }>>;

interface Faults {
  /** The share of commits that do not happen and say so. */
  readonly refused: number;
  /** The share of commits whose answer is lost, after they happened or not. */
  readonly unanswered: number;
  readonly slowestMs: number;
}

const copy = (collections: Collections): Collections =>
  new Map([...collections].map(([name, docs]) => [name, new Map(docs)]));

/** Documents in memory with what the lanes rely on: snapshots, first committer wins, all or nothing; and faults. */
export class MemoryDatabase {
  readonly #time: VirtualTime;
  readonly #random: () => number;
  readonly #faults: Faults;
  #committed: Collections = new Map();
  #version = 0;

  constructor(time: VirtualTime, random: () => number, faults: Faults) {
    this.#time = time;
    this.#random = random;
    this.#faults = faults;
  }

  all<D extends Stored>(name: string): D[] {
    return [...this.#of(this.#committed, name).values()].map(({ doc }) => doc as unknown as D);
  }

  put(name: string, doc: Stored): void {
    this.#of(this.#committed, name).set(doc._id, { doc, version: this.#version });
  }

  remove(name: string, id: string): void {
    this.#of(this.#committed, name).delete(id);
  }

  documents<D extends Stored>(name: string): Documents<D> {
    const read = (id: string) => this.#of(this.#committed, name).get(id)?.doc as unknown as D;
    return {
      name,
      findMany: async (ids) => {
        await this.#delay();
        return ids.map(read).filter((doc) => doc !== undefined);
      },
      findRev: async (id) => {
        await this.#delay();
        const doc: object | undefined = read(id);
        const rev: unknown = doc && Reflect.get(doc, "rev");
        return typeof rev === "number" ? rev : undefined;
      },
    };
  }

  /** As a node of ours commits. `isDead` is asked when the write reaches the database, and when its answer would. */
  async commit(work: UnitOfWork, isDead: () => boolean): Promise<void> {
    const kinds = work.staged;
    if (kinds.length === 0) {
      return;
    }
    const base = copy(this.#committed);
    const view = copy(base);
    const touched = new Map<string, Set<string>>();
    const write: Write = async (name, wanted) => {
      await this.#delay();
      return this.#apply(view, touched, name, wanted);
    };
    for (const kind of kinds) {
      await kind.write(work, write);
    }
    await this.#delay();
    if (this.#random() < this.#faults.refused || isDead()) {
      throw new Conflict("the database would not");
    }
    const isUnanswered = this.#random() < this.#faults.unanswered;
    if (isUnanswered && this.#random() < 0.5) {
      throw new DatabaseAway("no answer", { hasBegun: true });
    }
    this.#publish(base, view, touched);
    await this.#delay();
    if (isUnanswered) {
      throw new DatabaseAway("no answer", { hasBegun: true });
    }
  }

  #apply(
    view: Collections,
    touched: Map<string, Set<string>>,
    name: string,
    { added, replaced, removed }: Wanted,
  ): Written {
    const docs = this.#of(view, name);
    const ids = touched.get(name) ?? new Set();
    touched.set(name, ids);
    const isThere = ({ _id, rev }: { readonly _id: string; readonly rev?: number }): boolean => {
      const found = docs.get(_id);
      return found !== undefined && (rev === undefined || Reflect.get(found.doc, "rev") === rev);
    };
    for (const doc of added) {
      if (docs.has(doc._id)) {
        throw new Conflict(`${name}: ${doc._id} is there already`);
      }
      docs.set(doc._id, { doc, version: this.#version });
      ids.add(doc._id);
    }
    const toReplace = replaced.filter(({ which }) => isThere(which));
    for (const { doc } of toReplace) {
      docs.set(doc._id, { doc, version: docs.get(doc._id)?.version ?? this.#version });
      ids.add(doc._id);
    }
    const toRemove = removed.filter(isThere);
    for (const { _id } of toRemove) {
      docs.delete(_id);
      ids.add(_id);
    }
    return { added: added.length, replaced: toReplace.length, removed: toRemove.length };
  }

  /** First committer wins: whoever finds one of its documents changed since its snapshot has lost. */
  #publish(
    base: Collections,
    view: Collections,
    touched: ReadonlyMap<string, ReadonlySet<string>>,
  ): void {
    for (const [name, ids] of touched) {
      for (const id of ids) {
        const now = this.#of(this.#committed, name).get(id)?.version;
        if (now !== this.#of(base, name).get(id)?.version) {
          throw new Conflict(`${name}: ${id} was changed meanwhile`);
        }
      }
    }
    this.#version += 1;
    for (const [name, ids] of touched) {
      const docs = this.#of(this.#committed, name);
      for (const id of ids) {
        const next = this.#of(view, name).get(id);
        if (next) {
          docs.set(id, { doc: next.doc, version: this.#version });
        } else {
          docs.delete(id);
        }
      }
    }
  }

  #of(collections: Collections, name: string) {
    const found = collections.get(name);
    if (found) {
      return found;
    }
    const made = new Map<string, { readonly doc: Stored; readonly version: number }>();
    collections.set(name, made);
    return made;
  }

  #delay(): Promise<void> {
    return this.#time.wait(this.#random() * this.#faults.slowestMs);
  }
}
