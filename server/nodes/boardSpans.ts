import { recordKey } from "../../shared/boards/applyChange.ts";
import type { Audience, BoardChange } from "../../shared/boards/boardChange.ts";

export type Records = BoardChange["records"];
export type Span = Pick<BoardChange, "from" | "rev">;
export type ByAudience = Readonly<Record<Audience, Records>>;

const AUDIENCES: readonly Audience[] = ["public", "staff"];

/** Records of one board for each audience, each in its newest state. */
export class NewestRecords {
  readonly #kept: Record<Audience, Map<string, Records[number]>> = {
    public: new Map(),
    staff: new Map(),
  };

  add(records: ByAudience): void {
    for (const audience of AUDIENCES) {
      for (const record of records[audience]) {
        const key = recordKey(record);
        const known = this.#kept[audience].get(key);
        if (!known || known.rev <= record.rev) {
          this.#kept[audience].set(key, record);
        }
      }
    }
  }

  /** Forgets what is at `rev` or before it. */
  dropUpTo(rev: number): void {
    for (const kept of Object.values(this.#kept)) {
      for (const [key, record] of kept) {
        if (record.rev <= rev) {
          kept.delete(key);
        }
      }
    }
  }

  get all(): ByAudience {
    return {
      public: [...this.#kept.public.values()],
      staff: [...this.#kept.staff.values()],
    };
  }
}

/**
 * Puts spans that arrive in any order into the one order there is. Commits of several nodes pass each other
 * on their way here; told as they come, every second one would look like a gap to every watcher.
 */
export class SpanOrder {
  /** Up to where there is no hole. */
  at: number;
  #held: readonly Span[] = [];

  constructor(at: number) {
    this.at = at;
  }

  get hasHole(): boolean {
    return this.#held.length > 0;
  }

  /** Where the first of those begins that wait for what is before them. */
  get firstHeld(): number | undefined {
    return this.hasHole ? Math.min(...this.#held.map(({ from }) => from)) : undefined;
  }

  /** Takes in spans; returns how far there is no hole now. */
  add(spans: readonly Span[]): number {
    let waiting = [...this.#held, ...spans];
    for (let moved = true; moved;) {
      moved = false;
      for (const { from, rev } of waiting) {
        if (from <= this.at && rev > this.at) {
          this.at = rev;
          moved = true;
        }
      }
    }
    waiting = waiting.filter(({ rev }) => rev > this.at);
    this.#held = waiting;
    return this.at;
  }
}
