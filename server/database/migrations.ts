import type { Connection } from "mongoose";
import type { StoredPage } from "../wiki/pageModel.ts";
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

/** Until then readers were shown what pages are called at present: that is taken for approved. */
const nameApproved = async (connection: Connection): Promise<void> => {
  const pages = connection.collection<StoredPage>("pages");
  const unnamed = { approved: { $exists: true }, "approved.title": { $exists: false } };
  const found = await pages.find(unnamed).toArray();
  for (const { _id, title, labels, contributors } of found) {
    const named = {
      "approved.title": title,
      "approved.labels": labels,
      "approved.contributors": contributors,
    };
    await pages.updateOne({ _id, "approved.title": { $exists: false } }, { $set: named });
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
  { version: 7, name: "keep what approved pages are called", run: nameApproved },
];
