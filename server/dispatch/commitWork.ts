import { setTimeout as wait } from "node:timers/promises";
import { MongoError, MongoServerError, type ClientSession } from "mongodb";
import type { Connection } from "mongoose";
import { isDatabaseAway } from "../database/isDatabaseAway.ts";
import { Conflict } from "../database/kind.ts";
import { pingDatabase } from "../database/pingDatabase.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";
import { within } from "../database/within.ts";
import { writeTo } from "../database/writes.ts";

const DUPLICATE_KEY = 11000;
/** As long as MongoDB keeps a transaction open that nobody ends: after that there is nothing to find out. */
const SETTLE_MS = 60_000;
const PAUSE_MS = 100;

/** Whether the work should be done again from fresh reads. */
export const isConflict = (reason: unknown): boolean =>
  reason instanceof Conflict ||
  (reason instanceof MongoError &&
    (reason.code === DUPLICATE_KEY || reason.hasErrorLabel("TransientTransactionError")));

/** The driver's label leaves out that it found no server to ask, which may come after one that was asked. */
const isUnknown = (reason: unknown): boolean =>
  reason instanceof MongoServerError
    ? reason.hasErrorLabel("UnknownTransactionCommitResult")
    : isDatabaseAway(reason);

/**
 * The server may have committed and only its answer be lost: asking again is safe and finds out. Callers
 * don't wait for that; the lane does, since whatever is done next depends on it.
 */
const commit = async (session: ClientSession): Promise<void> => {
  const startedAt = performance.now();
  for (;;) {
    try {
      await within(session.commitTransaction());
      return;
    } catch (reason) {
      if (!isUnknown(reason) || performance.now() - startedAt > SETTLE_MS) {
        throw reason;
      }
      await wait(PAUSE_MS);
    }
  }
};

/**
 * A transaction that is left open locks what it has written for a minute. So where the database went away
 * in the middle, it is ended as soon as there is somebody to tell.
 */
const abort = async (
  connection: Connection,
  session: ClientSession,
  reason: unknown,
): Promise<void> => {
  const startedAt = performance.now();
  // Only a database that said something is certain to be there.
  let isAway = !(reason instanceof Conflict) && isDatabaseAway(reason);
  while (isAway && performance.now() - startedAt < SETTLE_MS) {
    try {
      await within(pingDatabase(connection));
      isAway = false;
    } catch {
      await wait(PAUSE_MS);
    }
  }
  // The answer is `reason`; an abort that fails as well leaves the server to expire it.
  await within(session.abortTransaction()).catch(() => undefined);
};

/** Writes all that is staged, or nothing. Returns once it is durable; throws once it is known that it is not. */
export const commitWork = async (connection: Connection, work: UnitOfWork): Promise<void> => {
  const kinds = work.staged;
  if (kinds.length === 0) {
    return;
  }
  const session = connection.getClient().startSession();
  try {
    session.startTransaction({
      readConcern: { level: "snapshot" },
      writeConcern: { w: "majority", journal: true },
    });
    // Past Mongoose on purpose: these documents were read or built whole by typed code, and casting
    // each again would cost more than the write.
    const write = writeTo(connection.getClient().db(connection.name), session);
    for (const kind of kinds) {
      await kind.write(work, write);
    }
    await commit(session);
  } catch (reason) {
    if (session.inTransaction()) {
      await abort(connection, session, reason);
    }
    throw reason;
  } finally {
    await within(session.endSession()).catch(() => undefined);
  }
};
