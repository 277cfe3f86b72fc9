import type { Change } from "./change.ts";
import { Changes, NONE } from "./changes.ts";
import type { KeyRange } from "./reader.ts";
import { changesIn, type JournalRecord } from "./record.ts";

/** Changes that are in the journal and not yet in the tree, each with the number of its commit. */
export class Recent {
  readonly changes = new Changes();
  /** Of each change. */
  readonly #commits: number[] = [];

  static of(records: readonly JournalRecord[]): Recent {
    const recent = new Recent();
    for (const record of records) {
      recent.add(record, { keepOlder: false });
    }
    return recent;
  }

  get isEmpty(): boolean {
    return this.changes.count === 0;
  }

  /** Older changes of the same key are kept for those who still look at the moment before. */
  add({ commit, bytes }: JournalRecord, { keepOlder }: { keepOlder: boolean }): void {
    for (const at of changesIn(bytes)) {
      this.changes.add(bytes, at);
      this.#commits.push(commit);
      if (!keepOlder) {
        this.changes.forgetOlder();
      }
    }
  }

  /** What a key was changed to up to a commit; nothing where it was not. */
  find(key: Buffer, upTo: number): { value: Buffer | undefined } | undefined {
    const change = this.#upTo(this.changes.newestOf(key), upTo);
    return change === NONE ? undefined : { value: this.changes.valueOf(change) };
  }

  /** Of the keys that were changed, their numbers, in the order of the range. */
  keysIn(range: KeyRange): readonly number[] {
    return this.isEmpty ? [] : this.changes.keysIn(range);
  }

  *changesOf(keys: readonly number[], upTo: number): Generator<Change> {
    for (const key of keys) {
      const change = this.#upTo(this.changes.newestOfKey(key), upTo);
      if (change !== NONE) {
        yield this.changes.change(change);
      }
    }
  }

  #upTo(newest: number, commit: number): number {
    let change = newest;
    while (change !== NONE && (this.#commits[change] ?? 0) > commit) {
      change = this.changes.olderThan(change);
    }
    return change;
  }
}
