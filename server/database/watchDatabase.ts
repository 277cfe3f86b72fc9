import type { Connection } from "mongoose";
import { Breaker, type BreakerDeps } from "./breaker.ts";
import { pingDatabase } from "./pingDatabase.ts";

/** A breaker for everybody who uses this connection, until it is stopped. */
export const watchDatabase = (
  connection: Connection,
  deps: Pick<BreakerDeps, "timers" | "changed">,
): Breaker => {
  const breaker = new Breaker({ ...deps, ping: () => pingDatabase(connection) });
  const client = connection.getClient();
  // Whatever comes back from an operation is a sign of life, even where our own question must queue. But a
  // connection that broke is checked in as well, and closed in the same breath.
  const back = new Set<number>();
  client.on("connectionCheckedIn", ({ connectionId }: { connectionId: number }) => {
    if (back.size === 0) {
      queueMicrotask(() => {
        if (back.size > 0) {
          back.clear();
          breaker.sign();
        }
      });
    }
    back.add(connectionId);
  });
  client.on("connectionClosed", ({ connectionId }: { connectionId: number }) => {
    back.delete(connectionId);
  });
  return breaker;
};
