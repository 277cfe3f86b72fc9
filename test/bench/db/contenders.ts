import { MongoClient, type Collection } from "mongodb";
import { PostgresClient } from "./postgresClient.ts";

interface Idea {
  _id: string;
  boardId: string;
  removed: boolean;
  votes: number;
  title: string;
}

export const BOARDS = 1_000;
export const PAGE = 50;

export const ideaOf = (id: string, number: number): Idea => ({
  _id: id,
  boardId: `b${number % BOARDS}`,
  removed: number % 10 === 0,
  votes: (number * 7_919) % 1_000,
  title: `An idea of about as many words as people write, number ${number}`,
});

/** One of the two that are measured, asked by as many clients at once as there are writers. */
export interface Contender {
  name: string;
  /** The server's process. */
  pid: () => number;
  insert: (client: number, id: string, number: number) => Promise<unknown>;
  update: (client: number, id: string) => Promise<unknown>;
  insertMany: (ids: string[]) => Promise<unknown>;
  find: (client: number, id: string) => Promise<unknown>;
  page: (client: number, board: string) => Promise<number>;
  close: () => Promise<void>;
}

export async function embedded(
  uri: string,
  pid: () => number,
  clients: number,
): Promise<Contender> {
  const client = await new MongoClient(uri, {
    maxPoolSize: clients,
    minPoolSize: clients,
  }).connect();
  const ideas: Collection<Idea> = client.db("bench").collection<Idea>("ideas");
  await ideas.createIndex({ boardId: 1, removed: 1, votes: -1, _id: -1 });
  return {
    name: "embedded",
    pid,
    insert: (_, id, number) => ideas.insertOne(ideaOf(id, number)),
    update: (_, id) => ideas.updateOne({ _id: id }, { $inc: { votes: 1 } }),
    insertMany: (ids) => ideas.insertMany(ids.map(ideaOf)),
    find: (_, id) => ideas.findOne({ _id: id }),
    async page(_, boardId) {
      const found = await ideas
        .find({ boardId, removed: false })
        .sort({ votes: -1, _id: -1 })
        .limit(PAGE)
        .toArray();
      return found.length;
    },
    close: () => client.close(),
  };
}

const literal = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;

export async function postgres(socket: string, pid: number, clients: number): Promise<Contender> {
  const pool = await Promise.all(
    Array.from({ length: clients }, () => PostgresClient.connect(socket)),
  );
  const first = pool[0] ?? (await PostgresClient.connect(socket));
  const of = (client: number) => pool[client % clients] ?? first;
  await first.query(`create table ideas (id text primary key, doc jsonb not null)`);
  await first.query(
    `create index page on ideas ((doc->>'boardId'), ((doc->>'removed')::boolean), (((doc->>'votes')::int)) desc, id desc)`,
  );
  return {
    name: "PostgreSQL",
    pid: () => pid,
    insert: (client, id, number) =>
      of(client).query(`insert into ideas values ('${id}', ${literal(ideaOf(id, number))})`),
    update: (client, id) =>
      of(client).query(
        `update ideas set doc = jsonb_set(doc, '{votes}', to_jsonb((doc->>'votes')::int + 1)) where id = '${id}'`,
      ),
    insertMany: (ids) =>
      first.query(
        `insert into ideas values ${ids.map((id, number) => `('${id}', ${literal(ideaOf(id, number))})`).join(",")}`,
      ),
    async find(client, id) {
      const [row] = await of(client).query(`select doc from ideas where id = '${id}'`);
      return row && JSON.parse(row[0] ?? "null");
    },
    async page(client, board) {
      const rows = await of(client).query(
        `select doc from ideas where doc->>'boardId' = '${board}' and (doc->>'removed')::boolean = false
         order by ((doc->>'votes')::int) desc, id desc limit ${PAGE}`,
      );
      return rows.map(([row]) => JSON.parse(row ?? "null")).length;
    },
    async close() {
      for (const client of pool) {
        client.close();
      }
    },
  };
}
