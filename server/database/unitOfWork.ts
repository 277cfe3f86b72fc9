import type { AnyKind, Kind } from "./kind.ts";
import type { Stored } from "./writes.ts";

/** A document that will be wanted, named ahead so that a whole group's are read in one query a kind. */
export interface Need {
  readonly kind: AnyKind;
  readonly id: string;
}

/**
 * What a command changes things with. What it finds is what the commands before it in its group have
 * left; what it puts is seen by those after it if it succeeds, and by nobody if it doesn't.
 */
export class UnitOfWork {
  readonly now: Date;
  readonly #touched = new Set<AnyKind>();

  constructor(now: Date) {
    this.now = now;
  }

  async prefetch(needs: readonly Need[]): Promise<void> {
    const byKind = new Map<AnyKind, string[]>();
    for (const { kind, id } of needs) {
      const ids = byKind.get(kind);
      if (ids) {
        ids.push(id);
      } else {
        byKind.set(kind, [id]);
      }
    }
    await Promise.all([...byKind].map(([kind, ids]) => kind.load(this, ids)));
  }

  find<D extends Stored>(kind: Kind<D>, id: string): Promise<D | undefined> {
    return kind.find(this, id);
  }

  /** As `find`, for what was named ahead: it is here. */
  peek<D extends Stored>(kind: Kind<D>, id: string): D | undefined {
    return kind.peek(this, id);
  }

  put<D extends Stored>(kind: Kind<D>, doc: NoInfer<D>): D {
    this.#touched.add(kind);
    kind.shelf(this).draft.set(doc._id, doc);
    return doc;
  }

  remove<D extends Stored>(kind: Kind<D>, id: string): void {
    this.#touched.add(kind);
    kind.shelf(this).draft.set(id, undefined);
  }

  get hasDraft(): boolean {
    return [...this.#touched].some((kind) => kind.hasDraft(this));
  }

  keepDraft(): void {
    for (const kind of this.#touched) {
      kind.keepDraft(this);
    }
  }

  dropDraft(): void {
    for (const kind of this.#touched) {
      kind.dropDraft(this);
    }
  }

  /** The kinds with something to write, in a fixed order, so that two processes meet on the first. */
  get staged(): readonly AnyKind[] {
    return [...this.#touched]
      .filter((kind) => kind.hasStaged(this))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}
