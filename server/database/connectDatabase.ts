import mongoose, { type Connection } from "mongoose";

const SERVER_SELECTION_MS = 2000;
const SOCKET_MS = 30_000;

/**
 * Connects. Nothing is buffered while the database is away: an operation fails at once rather than later.
 * A write is acknowledged once it is in the journal of a majority.
 */
export const connectDatabase = (uri: string, dbName?: string): Promise<Connection> =>
  mongoose
    .createConnection(uri, {
      ...(dbName !== undefined && { dbName }),
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
      serverSelectionTimeoutMS: SERVER_SELECTION_MS,
      socketTimeoutMS: SOCKET_MS,
      maxPoolSize: 20,
      w: "majority",
      journal: true,
    })
    .asPromise();
