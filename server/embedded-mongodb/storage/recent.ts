import { ByKey } from "./byKey.ts";
import type { Change } from "./merged.ts";
import { nameOf, type KeyRange } from "./reader.ts";
import type { JournalRecord, Recorded } from "./record.ts";
import { SortedByName } from "./sortedByName.ts";

interface Version {
  change: Recorded;
  commit: number;
  older: Version | undefined;
}

/** What became of one key. */
class History {
  newest: Version;
  #name: string | undefined;

  constructor(newest: Version) {
    this.newest = newest;
  }

  get name(): string {
    this.#name ??= nameOf(this.newest.change.key);
    return this.#name;
  }

  hasKey(key: Buffer): boolean {
    return this.newest.change.hasKey(key);
  }

  /** What the key was changed to up to a commit; nothing where it was not. */
  upTo(commit: number): Recorded | undefined {
    let version: Version | undefined = this.newest;
    while (version && version.commit > commit) {
      version = version.older;
    }
    return version?.change;
  }
}

/** Changes that are in the journal and not yet in the tree, each with the number of its commit. */
export class Recent {
  readonly #histories = new ByKey<History>();
  readonly #sorted = new SortedByName<History>(({ name }) => name);

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
    return this.#histories.items.length === 0;
  }

  /** What a key was changed to up to a commit; nothing where it was not. */
  find(key: Buffer, upTo: number): Recorded | undefined {
    return this.#histories.find(key)?.upTo(upTo);
  }

  /** Older changes of the same key are kept for those who still look at the moment before. */
  add(change: Recorded, commit: number, { keepOlder }: { keepOlder: boolean }): void {
    const { key } = change;
    const known = this.#histories.find(key);
    if (known) {
      known.newest = { change, commit, older: keepOlder ? known.newest : undefined };
      return;
    }
    const history = new History({ change, commit, older: undefined });
    this.#histories.add(key, history);
    this.#sorted.add(history);
  }

  /** The newest change of each key, in no order. */
  all(): Recorded[] {
    return this.#histories.items.map(({ newest }) => newest.change);
  }

  /** Of the keys that were changed, in the order of the range. */
  historiesIn({ low, high, reverse }: KeyRange): readonly History[] {
    if (this.isEmpty) {
      return [];
    }
    const found = this.#sorted.between(nameOf(low), nameOf(high));
    return reverse ? found.toReversed() : found;
  }

  *changes(histories: readonly History[], upTo: number): Generator<Change> {
    for (const history of histories) {
      const change = history.upTo(upTo);
      if (change) {
        yield { key: change.key, value: change.value };
      }
    }
  }
}
