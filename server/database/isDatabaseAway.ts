import { MongoError } from "mongodb";

const AWAY_NAMES = new Set([
  "MongoNetworkError",
  "MongoNetworkTimeoutError",
  "MongoServerSelectionError",
  "MongoNotConnectedError",
  "MongoPoolClearedError",
  "MongoPoolClosedError",
  "MongoTopologyClosedError",
  "MongoWaitQueueTimeoutError",
  "MongooseServerSelectionError",
  "DisconnectedError",
]);

/** Whether a fault means that the database could not be asked, rather than that it said no. */
export const isDatabaseAway = (fault: unknown): boolean =>
  fault instanceof Error &&
  (AWAY_NAMES.has(fault.name) ||
    (fault instanceof MongoError && fault.hasErrorLabel("RetryableWriteError")) ||
    (fault.cause instanceof Error && isDatabaseAway(fault.cause)));
