import type { Connection } from "mongoose";
import type { Migration } from "./migrate.ts";

const createCollections = async (connection: Connection): Promise<void> => {
  const existing = await connection.listCollections();
  const names = new Set(existing.map(({ name }) => name));
  for (const model of Object.values(connection.models)) {
    if (!names.has(model.collection.name)) {
      await model.createCollection();
    }
  }
};

/** In order of version. Collections come into being here: a transaction must find them there. */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    name: "create collections",
    run: createCollections,
  },
  { version: 2, name: "create the collections of wikis", run: createCollections },
  { version: 3, name: "create the collection of pages' texts", run: createCollections },
  { version: 4, name: "create the collection of removed documents", run: createCollections },
  { version: 5, name: "create the collection of ideas' documents", run: createCollections },
  { version: 6, name: "create the collection of who reads pages", run: createCollections },
];
