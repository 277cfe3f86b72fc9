import type { Connection } from "mongoose";
import { Breaker, type BreakerDeps } from "./breaker.ts";
import { pingDatabase } from "./pingDatabase.ts";

/** A breaker for everybody who uses this connection, until it is stopped. */
export const watchDatabase = (
  connection: Connection,
  deps: Pick<BreakerDeps, "timers" | "changed">,
): Breaker => {
  const breaker = new Breaker({ ...deps, ping: () => pingDatabase(connection) });
  // Whatever comes back from an operation is a sign of life, even where our own question must queue.
  connection.getClient().on("connectionCheckedIn", () => breaker.sign());
  return breaker;
};
