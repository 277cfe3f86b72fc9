import { Timestamp } from "bson";
import { Catalog } from "./catalog/catalog.ts";
import { Cursors } from "./cursors.ts";
import type { Store } from "./storage/store.ts";
import { Claims } from "./transactions/claims.ts";
import { Sessions } from "./transactions/sessions.ts";
import { WriteLane } from "./transactions/writeLane.ts";

/** All that commands work with. */
export interface Engine {
  store: Store;
  catalog: Catalog;
  claims: Claims;
  lane: WriteLane;
  sessions: Sessions;
  cursors: Cursors;
  /** A new point in time, for the clients' `afterClusterTime`; with one node every one of them has passed. */
  tick(): Timestamp;
}

export function makeEngine(store: Store): Engine {
  const claims = new Claims();
  const lane = new WriteLane(store, claims);
  let last = { t: 0, i: 0 };
  return {
    store,
    claims,
    lane,
    catalog: new Catalog(store.latest),
    sessions: new Sessions(store, claims, lane),
    cursors: new Cursors(),
    tick() {
      const t = Math.floor(Date.now() / 1_000);
      last = t > last.t ? { t, i: 1 } : { t: last.t, i: last.i + 1 };
      return new Timestamp(last);
    },
  };
}
