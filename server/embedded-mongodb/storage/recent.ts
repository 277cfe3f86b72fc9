import { nameOf, type KeyRange } from "./reader.ts";
import type { JournalRecord, Recorded } from "./record.ts";
import { SortedNames } from "./sortedNames.ts";

interface Version {
  change: Recorded;
  commit: number;
  older: Version | undefined;
}

/** Changes that are in the journal and not yet in the tree, each with the number of its commit. */
export class Recent {
  readonly #newest = new Map<string, Version>();
  readonly #names = new SortedNames();

  static of(records: readonly JournalRecord[]): Recent {
    const recent = new Recent();
    for (const { commit, changes } of records) {
      for (const change of changes) {
        recent.add(change, commit, { keepOlder: false });
      }
    }
    return recent;
  }

  get isEmpty(): boolean {
    return this.#newest.size === 0;
  }

  /** What a key was changed to up to a commit; nothing where it was not. */
  find(name: string, upTo: number): Recorded | undefined {
    let version = this.#newest.get(name);
    while (version && version.commit > upTo) {
      version = version.older;
    }
    return version?.change;
  }

  /** Older changes of the same key are kept for those who still look at the moment before. */
  add(change: Recorded, commit: number, { keepOlder }: { keepOlder: boolean }): void {
    const { name } = change;
    const older = this.#newest.get(name);
    this.#newest.set(name, { change, commit, older: keepOlder ? older : undefined });
    if (!older) {
      this.#names.add(name);
    }
  }

  /** The newest change of each key, in no order. */
  all(): Recorded[] {
    return Array.from(this.#newest.values(), ({ change }) => change);
  }

  /** Of the keys that were changed, in the order of the range. */
  namesIn({ low, high, reverse }: KeyRange): string[] {
    if (this.isEmpty) {
      return [];
    }
    const names = this.#names.between(nameOf(low), nameOf(high));
    return reverse ? names.toReversed() : names;
  }

  *changes(names: readonly string[], upTo: number): Generator<Recorded> {
    for (const name of names) {
      const change = this.find(name, upTo);
      if (change) {
        yield change;
      }
    }
  }
}
