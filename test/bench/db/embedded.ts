import { MongoClient } from "mongodb";
import { MongodbWire } from "./mongodbWire.ts";
import { pooled } from "./pooled.ts";
import { ideaOf, PAGE, type Contender, type Idea } from "./idea.ts";

/** The embedded engine, through MongoDB's driver. */
export async function embedded(uri: string, connections: number): Promise<Contender> {
  const client = await new MongoClient(uri, { maxPoolSize: connections }).connect();
  const ideas = client.db("bench").collection<Idea>("ideas");
  return {
    prepare: () => ideas.createIndex({ boardId: 1, removed: 1, votes: -1, _id: -1 }),
    insert: (id, number) => ideas.insertOne(ideaOf(id, number)),
    update: (id) => ideas.updateOne({ _id: id }, { $inc: { votes: 1 } }),
    insertMany: (ids) => ideas.insertMany(ids.map(ideaOf)),
    find: (id) => ideas.findOne({ _id: id }),
    page: (boardId) =>
      ideas.find({ boardId, removed: false }).sort({ votes: -1, _id: -1 }).limit(PAGE).toArray(),
    close: () => client.close(),
  };
}

/** The same spoken by hand, where the driver would take longer than the engine. */
export async function embeddedByHand(uri: string, connections: number): Promise<Contender> {
  const pool = await pooled(connections, () => MongodbWire.connect(uri));
  const insert = (ids: string[], first: number) =>
    pool.with((wire) =>
      wire.write(
        { insert: "ideas" },
        "documents",
        ids.map((id, index) => ideaOf(id, first + index)),
      ),
    );
  const find = (query: object) => pool.with((wire) => wire.ask({ find: "ideas", ...query }));
  return {
    prepare: async () => undefined,
    insert: (id, number) => insert([id], number),
    update: (id) =>
      pool.with((wire) =>
        wire.write({ update: "ideas" }, "updates", [{ q: { _id: id }, u: { $inc: { votes: 1 } } }]),
      ),
    insertMany: (ids) => insert(ids, 0),
    find: (id) => find({ filter: { _id: id }, limit: 1, singleBatch: true }),
    page: (boardId) =>
      find({ filter: { boardId, removed: false }, sort: { votes: -1, _id: -1 }, limit: PAGE }),
    close: async () => pool.all.forEach((wire) => wire.close()),
  };
}
