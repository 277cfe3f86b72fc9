import type { DocumentRefusal } from "../../shared/documents/documentClose.ts";

/** An update that can't be admitted: an answer, not a fault of ours. */
export class UpdateRefused extends Error {
  readonly reason: DocumentRefusal;

  constructor(reason: DocumentRefusal, why = "") {
    super(why === "" ? reason : `${reason}: ${why}`);
    this.reason = reason;
  }

  /** Whether it may be about what an editor wrote earlier, and was not asked for yet. */
  get restsOnMore(): boolean {
    return this.reason === "gap" || this.reason === "unknown_item";
  }

  /** Whether it may come of not knowing what another node has stored. */
  get mayBeBehind(): boolean {
    return this.restsOnMore || this.reason === "not_yours";
  }
}
