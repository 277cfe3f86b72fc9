import { stateHead, tailFrames } from "./documentMessages.ts";
import type { DocumentState } from "./documentState.ts";

/** What whoever comes is sent of a document: the stored bytes as they are, and what has come since, put together once for all. */
export class SentState {
  readonly #state: DocumentState;
  #tail: { readonly base: Uint8Array; readonly seq: number; readonly frames: Buffer } | undefined;

  constructor(state: DocumentState) {
    this.#state = state;
  }

  /** For somebody who knows that much. Deletions have no clock, so they go to everybody. */
  for(known: ReadonlyMap<number, number>): readonly Uint8Array[] {
    const { base, seq, tail } = this.#state;
    const isKnown = known.size > 0 && this.#state.isBaseWithin(known);
    const state = isKnown ? this.#state.baseDeletions : base;
    if (this.#tail?.base !== base || this.#tail.seq !== seq) {
      this.#tail = { base, seq, frames: tailFrames(tail) };
    }
    return [stateHead(state.length), state, this.#tail.frames];
  }
}
