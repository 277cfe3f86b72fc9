import { createHmac } from "node:crypto";
import type { Actor } from "../../dispatch/actor.ts";
import type { StoredPage } from "../pageModel.ts";
import { dayOf, weekOf } from "./days.ts";
import type { StoredReading } from "./readingModel.ts";
import type { ReadingRepo } from "./readingRepo.ts";

interface ReadingNotesDeps {
  readonly readingRepo: ReadingRepo;
  /** Makes readers unknown to whoever reads the database. */
  readonly secret: string;
  readonly now: () => Date;
}

type ReadPage = Pick<StoredPage, "_id" | "communityId" | "contributors">;

const MOST_WAITING = 10_000;
const MOST_REMEMBERED = 50_000;

/** Who opens which page: noted at once, kept later, so that no reader waits for it or fails by it. */
export class ReadingNotes {
  readonly #deps: ReadingNotesDeps;
  readonly #waiting = new Map<string, StoredReading>();
  /** What has been noted on this day needs no writing again. */
  readonly #noted = new Set<string>();
  #day = 0;
  #keeping: Promise<void> = Promise.resolve();

  constructor(deps: ReadingNotesDeps) {
    this.#deps = deps;
  }

  /** Guests are not counted, nor those who write the page. */
  note(actor: Actor, { _id: pageId, communityId, contributors }: ReadPage): void {
    if (actor.kind === "guest" || contributors.some(({ id }) => id === actor.id)) {
      return;
    }
    const now = this.#deps.now();
    const last = dayOf(now);
    if (last.getTime() !== this.#day || this.#noted.size >= MOST_REMEMBERED) {
      this.#day = last.getTime();
      this.#noted.clear();
    }
    const key = `${pageId}:${actor.id}`;
    if (this.#noted.has(key) || this.#waiting.size >= MOST_WAITING) {
      return;
    }
    this.#noted.add(key);
    const reader = createHmac("sha256", this.#deps.secret)
      .update(`reader\n${pageId}\n${actor.id}`)
      .digest("base64url");
    const week = weekOf(now);
    const _id = `${pageId}:${week}:${reader}`;
    this.#waiting.set(_id, { _id, pageId, communityId, week, reader, last });
  }

  /** Writes down what was noted; what cannot be written now waits for the next time. */
  keep(): Promise<void> {
    const write = (): Promise<void> => this.#write();
    // One after the other: whoever asked for the one before was told of its fault.
    this.#keeping = this.#keeping.then(write, write);
    return this.#keeping;
  }

  async #write(): Promise<void> {
    const noted = [...this.#waiting.values()];
    if (noted.length === 0) {
      return;
    }
    await this.#deps.readingRepo.put(noted);
    for (const one of noted) {
      if (this.#waiting.get(one._id) === one) {
        this.#waiting.delete(one._id);
      }
    }
  }
}
