import type { Connection } from "mongoose";

/** Rejects unless the database answers. Takes as long as the driver lets it. */
export const pingDatabase = async (connection: Connection): Promise<void> => {
  const { db } = connection;
  if (!db) {
    throw new Error("the connection to the database is closed");
  }
  await db.command({ ping: 1 });
};
