import type { Ledger, Piece } from "./ledger.ts";
import type { Id } from "./readUpdate.ts";

/**
 * What a client had before it when it wrote: what its items name as neighbours and parents, what those who wrote that had
 * before them, and so on. Followed back as far as the piece that came as number `from`, and no further.
 */
export class Past {
  readonly from: number;
  readonly #ledger: Ledger;
  readonly #onStep: () => void;
  /** The first clock of each client that is not in it. */
  readonly #next = new Map<number, number>();

  constructor(ledger: Ledger, from: number, onStep: () => void) {
    this.#ledger = ledger;
    this.from = from;
    this.#onStep = onStep;
  }

  has({ client, clock }: Piece): boolean {
    return clock < (this.#next.get(client) ?? 0);
  }

  add(id: Id): void {
    const waiting = [id];
    for (let last = waiting.pop(); last; last = waiting.pop()) {
      const { client, clock } = last;
      const known = this.#next.get(client) ?? 0;
      if (clock < known) {
        continue;
      }
      this.#next.set(client, clock + 1);
      for (const piece of this.#ledger.piecesBefore(last)) {
        if (piece.arrival < this.from || piece.clock + piece.length <= known) {
          break;
        }
        this.#onStep();
        waiting.push(
          ...[piece.origin, piece.rightOrigin, piece.place?.holder.id].filter(
            (named) => named !== undefined,
          ),
        );
      }
    }
  }
}
