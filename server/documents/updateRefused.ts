import type { DocumentRefusal } from "../../shared/documents/documentClose.ts";

/** An update that can't be admitted: an answer, not a fault of ours. */
export class UpdateRefused extends Error {
  readonly reason: DocumentRefusal;

  constructor(reason: DocumentRefusal, why = "") {
    super(why === "" ? reason : `${reason}: ${why}`);
    this.reason = reason;
  }
}
