import { setTimeout } from "node:timers/promises";
import { getBoard } from "../../shared/boards/getBoard.ts";
import type { Person } from "./person.ts";

const AGAIN_MS = 50;

/** Joins a board anew whenever its connection comes back, as the client does, without a page reload. */
export class Follower {
  readonly person: Person;
  readonly #boardId: string;
  #isDone = false;
  /** The longest time without a joined board, in milliseconds. */
  longestGap = 0;
  readonly #following: Promise<void>;

  constructor(person: Person, boardId: string) {
    this.person = person;
    this.#boardId = boardId;
    this.#following = this.#follow();
  }

  async #follow(): Promise<void> {
    let lostAt = performance.now();
    while (!this.#isDone) {
      try {
        const socket = await this.person.connect();
        const lost = new Promise<void>((resolve) => {
          socket.once("disconnect", () => resolve());
        });
        await this.person.join(this.#boardId);
        this.longestGap = Math.max(this.longestGap, performance.now() - lostAt);
        await lost;
        lostAt = performance.now();
        await this.person.leave();
      } catch {
        // Whatever it was that did not work: it is tried again until it does, and that is what is measured.
        await this.person.leave();
        await setTimeout(AGAIN_MS);
      }
    }
  }

  /** Whether what it shows is what a new visitor would be shown. */
  async isRight(visitor: Person): Promise<boolean> {
    const { ideas } = await visitor.do(getBoard, { boardId: this.#boardId, limit: 100 });
    const shown = new Map(this.person.records("idea").map((idea) => [idea.id, idea]));
    return ideas.every((idea) => JSON.stringify(shown.get(idea.id)) === JSON.stringify(idea));
  }

  async end(): Promise<void> {
    this.#isDone = true;
    await this.person.leave();
    await this.#following;
  }
}
