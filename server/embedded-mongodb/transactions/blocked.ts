/** Thrown where a write meets an open transaction's change: to be tried again when that has ended. */
export class Blocked extends Error {
  readonly until: Promise<void>;
  constructor(until: Promise<void>) {
    super("blocked by an open transaction");
    this.until = until;
  }
}
