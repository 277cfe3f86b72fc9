import { MongoError, type ClientSession } from "mongodb";
import type { Connection } from "mongoose";
import { Conflict } from "../database/kind.ts";
import type { UnitOfWork } from "../database/unitOfWork.ts";

const DUPLICATE_KEY = 11000;
const COMMIT_TRIES = 5;

/** Whether the work should be done again from fresh reads. */
export const isConflict = (reason: unknown): boolean =>
  reason instanceof Conflict ||
  (reason instanceof MongoError &&
    (reason.code === DUPLICATE_KEY || reason.hasErrorLabel("TransientTransactionError")));

// The server may have committed and only its answer be lost: asking again is safe and finds out.
const commit = async (session: ClientSession): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await session.commitTransaction();
      return;
    } catch (reason) {
      const isUnknown =
        reason instanceof MongoError && reason.hasErrorLabel("UnknownTransactionCommitResult");
      if (!isUnknown || attempt === COMMIT_TRIES) {
        throw reason;
      }
    }
  }
};

/** Writes all that is staged, or nothing. Returns once it is durable. */
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
    for (const kind of kinds) {
      await kind.write(work, session);
    }
    await commit(session);
  } catch (reason) {
    if (session.inTransaction()) {
      // The answer is `reason`; an abort that fails as well leaves the server to expire it.
      await session.abortTransaction().catch(() => undefined);
    }
    throw reason;
  } finally {
    await session.endSession();
  }
};
