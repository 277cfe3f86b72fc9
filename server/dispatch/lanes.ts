import type { Kind } from "../database/kind.ts";
import type { Job } from "./job.ts";
import type { Guard } from "./guard.ts";
import { Lane, type Known, type LaneDeps } from "./lane.ts";

/** The lanes of the documents of one kind, each there while it is used and a while after. */
export class Lanes<G extends Guard> {
  readonly #kind: Kind<G>;
  readonly #known: Known<G>;
  readonly #deps: LaneDeps;
  readonly #open = new Map<string, Lane<G>>();
  /** Each may go on knowing what a crowd of its needs: some megabytes. */
  readonly #mostIdle = 20;

  constructor(kind: Kind<G>, deps: LaneDeps, known: Known<G> = { own: [] }) {
    this.#kind = kind;
    this.#deps = deps;
    this.#known = known;
  }

  submit(id: string, job: Job<G>): void {
    const lane = this.#open.get(id) ?? new Lane(this.#kind, id, this.#deps, this.#known);
    // Put at the end of the map's order: its beginning is what has been idle longest.
    this.#open.delete(id);
    this.#open.set(id, lane);
    lane.submit(job, () => this.#closeIdle());
  }

  #closeIdle(): void {
    for (const [id, lane] of this.#open) {
      if (this.#open.size <= this.#mostIdle) {
        return;
      }
      if (lane.isIdle) {
        this.#open.delete(id);
      }
    }
  }
}
