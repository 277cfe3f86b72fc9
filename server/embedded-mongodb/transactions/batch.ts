import type { Store } from "../storage/store.ts";
import { Blocked } from "./blocked.ts";
import type { Claims } from "./claims.ts";
import { WriteTarget } from "./writeTarget.ts";

/** The changes of all writers that wait together, on their way to one sync. */
export class Batch extends WriteTarget {
  readonly #claims: Claims;

  constructor(store: Store, claims: Claims) {
    super(store.latest);
    this.#claims = claims;
  }

  putLatest(key: Buffer, value: () => Buffer): void {
    this.put(key, value());
  }

  claim(key: Buffer): void {
    const holder = this.#claims.holderOf(key);
    if (holder) {
      throw new Blocked(holder.ended);
    }
  }
}
