import { CommandError } from "../errors.ts";
import { Changes } from "./changes.ts";
import { following, type Journal } from "./journal.ts";
import { metaKey } from "./keyspace.ts";
import { layered } from "./layered.ts";
import type { Reader } from "./reader.ts";
import { Recent } from "./recent.ts";
import { recordBytes, writeRecord } from "./record.ts";
import { refusedByDisk } from "./refusedByDisk.ts";
import type { Snapshot, Tree } from "./tree.ts";

/** Under this key the tree tells the number of the last commit that it holds. */
const APPLIED = metaKey("applied");
/** A commit that takes more of a segment goes to the tree at once: to write it twice would cost more than it saves. */
const LARGE = 1 / 4;

export const appliedTo = (tree: Reader): number => Number(tree.get(APPLIED)?.toString() ?? 0);

/**
 * Ordered keys that are durable: what was committed lately is in the journal and in memory, all that was before in the
 * tree, which costs more to write.
 */
export class Store {
  /** As of now; a scan that lasts goes on in what is then the present. */
  readonly latest: Reader;
  readonly #tree: Tree;
  readonly #journal: Journal;
  #recent = new Recent();
  /** On its way into the tree. */
  #leaving: { recent: Recent; commits: number } | undefined;
  /** Both, the newer first. */
  #layers: readonly Recent[] = [this.#recent];
  #moving: Promise<unknown> = Promise.resolve();
  #commits: number;
  #snapshots = 0;
  #isDoubtful = false;

  private constructor(tree: Tree, journal: Journal, commits: number) {
    this.#tree = tree;
    this.#journal = journal;
    this.#commits = commits;
    this.latest = layered(tree.latest, () => this.#layers);
  }

  /** What the journal holds goes into the tree first. */
  static async open(tree: Tree, journal: Journal): Promise<Store> {
    const applied = appliedTo(tree.latest);
    const records = following(journal.records(), applied);
    const commits = records.at(-1)?.commit ?? applied;
    if (records.length > 0) {
      await moveInto(tree, Recent.of(records), commits);
    }
    return new Store(tree, journal, commits);
  }

  /** The number of the last commit. */
  get commits(): number {
    return this.#commits;
  }

  bytes(): number {
    return this.#tree.bytes();
  }

  snapshot(): Snapshot {
    const layers = this.#layers;
    const below = this.#tree.snapshot();
    this.#snapshots += 1;
    return {
      ...layered(below, () => layers, this.#commits),
      release: () => {
        this.#snapshots -= 1;
        below.release();
      },
    };
  }

  /** Resolves once all is on disk; rejects, with nothing changed, if it cannot be. One at a time. */
  async commit(changes: Changes): Promise<void> {
    const parts = changes.parts();
    const size = recordBytes(parts);
    const isLarge = size > this.#journal.segmentBytes * LARGE;
    if (isLarge || this.#isDoubtful || !this.#journal.hasRoom(size)) {
      await this.#empty();
    }
    if (isLarge || this.#isDoubtful) {
      await this.#settle();
      this.#isDoubtful = false;
    }
    if (isLarge) {
      await this.#tree.commit(changes, appliedAt(this.#commits + 1));
      this.#commits += 1;
    } else {
      await this.#append(parts);
    }
  }

  /** Moves into the tree what is recent: it is read quicker there. Not while a commit is on its way. */
  async rest(): Promise<void> {
    if (!this.#journal.isEmpty) {
      await unlessRefused(this.#empty());
    }
  }

  /** Then all is in the tree, or still in the journal where the disk refuses that. */
  async close(): Promise<void> {
    await unlessRefused(this.#empty().then(() => this.#settle()));
    this.#journal.close();
  }

  async #append(parts: readonly Buffer[]): Promise<void> {
    const commit = this.#commits + 1;
    const record = writeRecord(commit, parts);
    try {
      this.#journal.reserve(record.length);
    } catch (cause) {
      throw refusedByDisk(cause);
    }
    try {
      await this.#journal.append(record);
    } catch (cause) {
      // It may be there after all. Its number is used up: the tree has to be past it before anything follows.
      this.#isDoubtful = true;
      throw refusedByDisk(cause);
    } finally {
      this.#commits = commit;
    }
    this.#recent.add({ commit, bytes: record }, { keepOlder: this.#snapshots > 0 });
  }

  /** Begins to move into the tree what is recent; waits for what was being moved. */
  async #empty(): Promise<void> {
    await this.#settle();
    if (this.#journal.isEmpty && !this.#isDoubtful) {
      return;
    }
    this.#leaving = { recent: this.#recent, commits: this.#commits };
    this.#recent = new Recent();
    this.#layers = [this.#recent, this.#leaving.recent];
    this.#journal.turn();
    this.#moving = this.#move();
  }

  /** Resolves once nothing is on its way into the tree; what the disk has refused is tried again. */
  async #settle(): Promise<void> {
    if ((await this.#moving) !== undefined) {
      this.#moving = this.#move();
    }
    const refused = await this.#moving;
    if (refused !== undefined) {
      throw refused;
    }
  }

  /** The fault, where the disk has refused it. */
  async #move(): Promise<unknown> {
    if (this.#leaving) {
      try {
        await moveInto(this.#tree, this.#leaving.recent, this.#leaving.commits);
        this.#leaving = undefined;
        this.#layers = [this.#recent];
      } catch (fault) {
        return fault;
      }
    }
    return undefined;
  }
}

/** What the disk refuses to take into the tree stays in the journal, and is tried again. */
async function unlessRefused(moved: Promise<void>): Promise<void> {
  try {
    await moved;
  } catch (fault) {
    if (!(fault instanceof CommandError)) {
      throw fault;
    }
  }
}

const appliedAt = (commits: number): Changes =>
  Changes.of([{ key: APPLIED, value: Buffer.from(String(commits)) }]);

const moveInto = (tree: Tree, recent: Recent, commits: number): Promise<void> =>
  tree.commit(recent.changes, appliedAt(commits));
