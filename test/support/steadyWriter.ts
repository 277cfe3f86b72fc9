import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { getBoard } from "../../shared/boards/getBoard.ts";
import { addIdea } from "../../shared/ideas/addIdea.ts";
import type { Person } from "./person.ts";

const AGAIN_MS = 50;

/** Adds ideas one after the other, each until it is acknowledged, with one key however often it is sent. */
export class SteadyWriter {
  readonly titles: string[] = [];
  /** The longest time that one write took, with all its retries, in milliseconds. */
  longest = 0;
  retries = 0;
  readonly wrong: string[] = [];
  #isDone = false;
  readonly #writing: Promise<void>;

  constructor(person: Person, boardId: string, pauseMs: number) {
    this.#writing = this.#write(person, boardId, pauseMs);
  }

  async #write(person: Person, boardId: string, pauseMs: number): Promise<void> {
    while (!this.#isDone) {
      const title = `Idea ${randomUUID()}`;
      const startedAt = performance.now();
      while (!(await this.#isAdded(person, boardId, title))) {
        this.retries += 1;
        await setTimeout(AGAIN_MS);
      }
      this.longest = Math.max(this.longest, performance.now() - startedAt);
      this.titles.push(title);
      await setTimeout(pauseMs);
    }
  }

  async #isAdded(person: Person, boardId: string, title: string): Promise<boolean> {
    try {
      const reply = await person.rest(addIdea, { boardId, title }, title.replace(" ", "-"));
      if (!reply.ok && reply.error.code !== "unavailable") {
        this.wrong.push(`a write was refused: ${reply.error.code} ${reply.error.message}`);
      }
      return reply.ok;
    } catch (reason) {
      if (!(reason instanceof TypeError)) {
        throw reason;
      }
      // The connection broke: nobody knows what became of it, so it is sent again.
      return false;
    }
  }

  async end(): Promise<void> {
    this.#isDone = true;
    await this.#writing;
  }
}

/** What was acknowledged and is not there, or is there twice. */
export const findLost = async (
  reader: Person,
  boardId: string,
  writers: readonly SteadyWriter[],
): Promise<string[]> => {
  const found = new Map<string, number>();
  let after: string | undefined;
  do {
    const page = await reader.do(getBoard, { boardId, sort: "new", limit: 100, after });
    page.ideas.forEach(({ title }) => found.set(title, (found.get(title) ?? 0) + 1));
    after = page.next;
  } while (after !== undefined);
  return [
    ...writers.flatMap(({ wrong }) => wrong),
    ...writers
      .flatMap(({ titles }) => titles)
      .filter((title) => !found.has(title))
      .map((title) => `lost: ${title}`),
    ...[...found].filter(([, count]) => count > 1).map(([title]) => `doubled: ${title}`),
  ];
};
