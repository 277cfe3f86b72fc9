import mongoose, { type Connection } from "mongoose";
import { wakeWriters } from "./wakeWriters.ts";

const SERVER_SELECTION_MS = 2000;
/** Of a connection that is being opened, and of the monitor's questions. */
const CONNECT_MS = 2000;
/**
 * With `CONNECT_MS`, how soon the driver sees by itself that nothing comes back any more, and ends what
 * waits on connections of which nobody has told it that they are dead.
 */
const HEARTBEAT_MS = 1000;
/** Of one answer, however well the database is otherwise. */
const SOCKET_MS = 10_000;
const QUEUE_MS = 5000;
/** Unless the address names another. */
const DATABASE_NAME = "cocreate";

const namesDatabase = (uri: string): boolean => /^mongodb(\+srv)?:\/\/[^/]+\/[^?]+/.test(uri);

/**
 * Connects. Nothing is buffered while the database is away: an operation fails at once rather than later.
 * A write is acknowledged once it is in the journal of a majority. The driver has no deadline for an
 * operation as a whole (its `timeoutMS` has no effect any more): callers' deadlines are the breaker's.
 */
export const connectDatabase = (
  uri: string,
  dbName = namesDatabase(uri) ? undefined : DATABASE_NAME,
): Promise<Connection> => {
  wakeWriters();
  return mongoose
    .createConnection(uri, {
      ...(dbName !== undefined && { dbName }),
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      connectTimeoutMS: CONNECT_MS,
      heartbeatFrequencyMS: HEARTBEAT_MS,
      socketTimeoutMS: SOCKET_MS,
      waitQueueTimeoutMS: QUEUE_MS,
      // Who comes first after a start asks several things at once, and need not wait for ways to ask them.
      minPoolSize: 4,
      maxPoolSize: 20,
      w: "majority",
      journal: true,
    })
    .asPromise();
};
