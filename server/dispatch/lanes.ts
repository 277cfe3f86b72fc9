import type { AnyKind, Kind } from "../database/kind.ts";
import type { Job } from "./job.ts";
import { Lane, type Guard, type LaneDeps } from "./lane.ts";

/** The lanes of the documents of one kind, each there while it is used and a while after. */
export class Lanes<G extends Guard> {
  readonly #kind: Kind<G>;
  readonly #carried: readonly AnyKind[];
  readonly #deps: LaneDeps;
  readonly #open = new Map<string, Lane<G>>();
  readonly #mostIdle = 100;

  constructor(kind: Kind<G>, carried: readonly AnyKind[], deps: LaneDeps) {
    this.#kind = kind;
    this.#carried = carried;
    this.#deps = deps;
  }

  submit(id: string, job: Job<G>): void {
    const lane = this.#open.get(id) ?? new Lane(this.#kind, id, this.#carried, this.#deps);
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
