import { atMost, type Timers } from "../database/timers.ts";
import type { IndexFiles } from "./indexFiles.ts";
import type { Part } from "./searchIndex.ts";
import type { Section, SearchSource } from "./searchSource.ts";
import type { SearchThread } from "./searchThread.ts";

/** How long a search waits for what has changed. */
const PATIENCE_MS = 1000;
/** One message to the thread: searches get their turn between two. */
const MOST_PARTS = 100;
const MOST_CHARACTERS = 50_000;
/** About 600 MB. Beyond it, what was not searched for longest makes room. */
const MOST_PLACES = 100_000_000;
const NOTHING = -1;
/** The thread's first. One that was ended may have been so by what was saved: the next builds the index from nothing. */
const FIRST = 1;

interface Followed {
  generation: number;
  /** The index has all up to here. */
  rev: number;
  /** Since when, by the clock of `timers`. */
  reachedAt: number;
  /** All that its parts have been on. */
  readonly shelves: Set<string>;
  /** What the source has noted of what the index has. */
  readonly memory: Map<string, string>;
  running: Promise<void> | undefined;
  /** What is saved is of this rev; absent: what that is, if anything, was not looked at yet. */
  savedRev: number | undefined;
}

interface SearchFollowerDeps {
  readonly thread: Pick<SearchThread, "generation" | "put" | "drop">;
  readonly timers: Timers;
  readonly logFault: (fault: unknown) => void;
  readonly mostPlaces?: number;
  /** Where the index is saved; absent: nowhere. */
  readonly files?: Pick<IndexFiles, "read" | "write"> | undefined;
}

/**
 * Brings the index to where the database is, section by section, when somebody searches: what was committed before, on
 * whichever node, is found, and what was removed is not. Nothing is followed that nobody searches.
 */
export class SearchFollower {
  readonly #deps: SearchFollowerDeps;
  /** In the order of use, the last at the end. */
  readonly #followed = new Map<string, Followed>();

  constructor(deps: SearchFollowerDeps) {
    this.#deps = deps;
  }

  /**
   * Resolves when the index has all of these sections, to true; after a second anyway, to false. `askedAt` is from
   * before their revs were read.
   */
  async reach(
    source: SearchSource,
    sections: readonly Section[],
    askedAt: number,
  ): Promise<boolean> {
    const behind = sections.flatMap((section) => this.#follow(source, section, askedAt) ?? []);
    if (behind.length === 0) {
      return true;
    }
    await atMost(this.#deps.timers, PATIENCE_MS, Promise.allSettled(behind));
    return sections.every((section) => this.#isReached(section));
  }

  /** Saves what the index has by now of each section that has changed since it was saved. */
  async save(): Promise<void> {
    const { files, thread } = this.#deps;
    // As it is now: a search that comes meanwhile puts what it reaches last.
    const followed = Array.from(this.#followed);
    for (const [id, known] of followed) {
      const { rev, savedRev, running, shelves, memory, generation } = known;
      // While it is read, the memory may be of parts that the index does not have yet.
      const isWhole = !running && rev !== NOTHING && generation === thread.generation;
      if (files && isWhole && rev !== savedRev) {
        await files.write(id, { rev, shelves: [...shelves], memory: new Map(memory) });
        known.savedRev = rev;
      }
    }
  }

  #isReached({ id, rev }: Section): boolean {
    const known = this.#followed.get(id);
    return known?.generation === this.#deps.thread.generation && known.rev >= rev;
  }

  #follow(source: SearchSource, section: Section, askedAt: number): Promise<void> | undefined {
    const known = this.#find(section);
    // A database that was restored from a backup goes back; a search that was slow only seems to.
    const isRestored = known.rev > section.rev && known.reachedAt < askedAt;
    if (!known.running && known.rev >= section.rev && !isRestored) {
      return undefined;
    }
    // Whoever comes while it is read may want more than that reading brings: one after the other.
    const running = (known.running ?? Promise.resolve())
      .then(() => this.#read(source, section, known, isRestored))
      .catch(this.#deps.logFault)
      .finally(() => {
        known.running = known.running === running ? undefined : known.running;
      });
    known.running = running;
    return running;
  }

  /** What is followed of a section, put at the end of the order of use. */
  #find({ id, shelves }: Section): Followed {
    const { generation } = this.#deps.thread;
    const before = this.#followed.get(id);
    const known: Followed =
      before?.generation === generation
        ? before
        : {
            generation,
            rev: NOTHING,
            reachedAt: -Infinity,
            shelves: new Set(),
            memory: new Map(),
            running: undefined,
            savedRev: undefined,
          };
    shelves.forEach((shelf) => known.shelves.add(shelf));
    this.#followed.delete(id);
    this.#followed.set(id, known);
    return known;
  }

  async #read(
    source: SearchSource,
    { id, rev }: Section,
    known: Followed,
    isRestored: boolean,
  ): Promise<void> {
    const { thread, timers } = this.#deps;
    if (isRestored) {
      await thread.drop([...known.shelves]);
      known.rev = NOTHING;
      known.memory.clear();
    } else if (known.rev === NOTHING && known.savedRev === undefined) {
      await this.#takeSaved(id, known);
    }
    if (known.rev >= rev) {
      return;
    }
    try {
      for await (const parts of inBatches(source.read(id, known.rev, known.memory))) {
        await this.#makeRoom(await thread.put(parts));
      }
    } catch (reason) {
      known.memory.clear();
      throw reason;
    }
    if (known.generation === thread.generation) {
      known.rev = rev;
      known.reachedAt = timers.now();
    }
  }

  /** Begins where it was saved. */
  async #takeSaved(id: string, known: Followed): Promise<void> {
    const { files, thread, timers, logFault } = this.#deps;
    known.savedRev = NOTHING;
    try {
      const saved = known.generation === FIRST ? await files?.read(id) : undefined;
      if (saved && known.generation === thread.generation) {
        known.rev = saved.rev;
        known.savedRev = saved.rev;
        known.reachedAt = timers.now();
        saved.shelves.forEach((shelf) => known.shelves.add(shelf));
        saved.memory.forEach((stamp, key) => known.memory.set(key, stamp));
      }
    } catch (reason) {
      logFault(reason);
    }
  }

  /** Forgets what was not searched for longest, until the rest is small enough. */
  async #makeRoom(size: number): Promise<void> {
    const { thread, mostPlaces = MOST_PLACES } = this.#deps;
    let left = size;
    for (const [id, { shelves, running }] of this.#followed) {
      if (left <= mostPlaces) {
        return;
      }
      if (!running) {
        this.#followed.delete(id);
        left = await thread.drop([...shelves]);
      }
    }
    if (left > mostPlaces) {
      throw new SearchIsFull(`the search index holds ${left} places`);
    }
  }
}

/** What is searched at the moment does not fit: it stays partial. */
class SearchIsFull extends Error {}

async function* inBatches(parts: AsyncIterable<Part>): AsyncGenerator<readonly Part[]> {
  let batch: Part[] = [];
  let characters = 0;
  for await (const part of parts) {
    batch.push(part);
    characters += Object.values(part.texts ?? {}).reduce((sum, { length }) => sum + length, 0);
    if (batch.length >= MOST_PARTS || characters > MOST_CHARACTERS) {
      yield batch;
      batch = [];
      characters = 0;
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}
