import type { Stored } from "../database/writes.ts";

/** A document that guards others: whoever changes any of them moves its `rev`. */
export interface Guard extends Stored {
  readonly rev: number;
}
