import { MongoError, MongoServerError } from "mongodb";
import { DatabaseAway } from "./databaseAway.ts";

const AWAY_NAMES: ReadonlySet<string> = new Set([
  "MongoNetworkError",
  "MongoNetworkTimeoutError",
  "MongoServerSelectionError",
  "MongoServerClosedError",
  "MongoNotConnectedError",
  "MongoPoolClearedError",
  "MongoPoolClosedError",
  "MongoTopologyClosedError",
  "MongoWaitQueueTimeoutError",
  "MongooseServerSelectionError",
  "DisconnectedError",
  "PoolClearedOnNetworkError",
]);

/**
 * Answers of a database that cannot work now and may later: it is starting, stopping, without a primary,
 * out of time or out of disk. github.com/mongodb/mongo, src/mongo/base/error_codes.yml
 */
const AWAY_CODES: ReadonlySet<unknown> = new Set([
  6, // HostUnreachable
  7, // HostNotFound
  50, // MaxTimeMSExpired
  64, // WriteConcernTimeout
  89, // NetworkTimeout
  91, // ShutdownInProgress
  100, // UnsatisfiableWriteConcern
  133, // FailedToSatisfyReadPreference
  134, // ReadConcernMajorityNotAvailableYet
  189, // PrimarySteppedDown
  202, // NetworkInterfaceExceededTimeLimit
  262, // ExceededTimeLimit
  9001, // SocketException
  10058, // LegacyNotPrimary
  10107, // NotWritablePrimary
  11600, // InterruptedAtShutdown
  11602, // InterruptedDueToReplStateChange
  13435, // NotPrimaryNoSecondaryOk
  13436, // NotPrimaryOrSecondary
  14031, // OutOfDiskSpace
]);

/** Of the system: what happens to a socket between two of the driver's looks at it reaches us as it is. */
const AWAY_SYSTEM_CODES: ReadonlySet<unknown> = new Set([
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);

const AWAY_LABELS = [
  "RetryableWriteError",
  "UnknownTransactionCommitResult",
  "SystemOverloadedError",
] as const;

/**
 * Whether a fault means that the database could not do its work, rather than that it said no: whoever
 * asked may ask again later.
 */
export const isDatabaseAway = (fault: unknown): boolean =>
  fault instanceof Error &&
  (fault instanceof DatabaseAway ||
    AWAY_NAMES.has(fault.name) ||
    ("code" in fault && AWAY_SYSTEM_CODES.has(fault.code)) ||
    (fault instanceof MongoError &&
      (AWAY_CODES.has(fault.code) || AWAY_LABELS.some((label) => fault.hasErrorLabel(label)))) ||
    // A bulk write wraps whatever went wrong in an answer of the server that there was none of.
    (fault instanceof MongoServerError && isDatabaseAway(fault.errorResponse)) ||
    (fault.cause instanceof Error && isDatabaseAway(fault.cause)));
