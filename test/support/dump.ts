import type { TestServer } from "./startServer.ts";

/** All that is stored, by collection, in order of id. */
export const dump = async ({ app }: TestServer): Promise<Record<string, unknown[]>> => {
  const { connection } = app.store;
  const collections = await connection.listCollections();
  const names = collections.map(({ name }) => name).toSorted();
  const stored = await Promise.all(
    names.map((name) => connection.collection(name).find().sort({ _id: 1 }).toArray()),
  );
  return Object.fromEntries(names.map((name, at) => [name, stored[at] ?? []]));
};
