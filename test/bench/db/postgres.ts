import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pooled } from "./pooled.ts";
import { PostgresWire } from "./postgresWire.ts";
import { ideaOf, PAGE, type Contender } from "./idea.ts";

interface Pool {
  query: (sql: string, values?: unknown[]) => Promise<{ rows: { doc: unknown }[] }>;
  end: () => Promise<void>;
}

type Library = { Pool: new (options: Record<string, unknown>) => Pool };

const here = import.meta.dirname;

/** Only this measurement needs the library, so it is not among the project's packages. */
export function installLibrary(): void {
  if (!existsSync(join(here, "node_modules", "pg"))) {
    execFileSync("npm", ["ci", "--loglevel=error"], { cwd: here, stdio: "inherit" });
  }
}

/** PostgreSQL's jsonb, through the library that most use from Node. */
export function postgres(folder: string, connections: number): Contender {
  const { Pool } = createRequire(join(here, "package.json"))("pg") as Library;
  const pool = new Pool({ host: folder, user: "postgres", max: connections });
  const rows = async (sql: string, values: unknown[]) =>
    (await pool.query(sql, values)).rows.map(({ doc }) => doc);
  return {
    async prepare() {
      await pool.query("create table ideas (id text primary key, doc jsonb not null)");
      await pool.query(
        "create index page on ideas ((doc->>'boardId'), ((doc->>'removed')::boolean), (((doc->>'votes')::int)) desc, id desc)",
      );
    },
    insert: (id, number) =>
      pool.query("insert into ideas values ($1, $2)", [id, ideaOf(id, number)]),
    update: (id) =>
      pool.query(
        "update ideas set doc = jsonb_set(doc, '{votes}', to_jsonb((doc->>'votes')::int + 1)) where id = $1",
        [id],
      ),
    insertMany: (ids) =>
      pool.query("insert into ideas select * from unnest($1::text[], $2::jsonb[])", [
        ids,
        ids.map(ideaOf),
      ]),
    find: async (id) => (await rows("select doc from ideas where id = $1", [id]))[0],
    page: (board) =>
      rows(
        `select doc from ideas where doc->>'boardId' = $1 and (doc->>'removed')::boolean = false
         order by ((doc->>'votes')::int) desc, id desc limit ${PAGE}`,
        [board],
      ),
    close: () => pool.end(),
  };
}

const literal = (value: unknown) => `'${JSON.stringify(value).replaceAll("'", "''")}'`;

/** The same spoken by hand, as the embedded engine is. */
export async function postgresByHand(folder: string, connections: number): Promise<Contender> {
  const pool = await pooled(connections, () => PostgresWire.connect(join(folder, ".s.PGSQL.5432")));
  const rows = (sql: string) => pool.with((wire) => wire.query(sql));
  const insert = (ids: string[], first: number) => {
    const lines = ids.map((id, index) => `('${id}', ${literal(ideaOf(id, first + index))})`);
    return rows(`insert into ideas values ${lines.join(",")}`);
  };
  const documents = async (sql: string): Promise<unknown[]> =>
    (await rows(sql)).map(([text]) => JSON.parse(text ?? "null"));
  return {
    prepare: async () => undefined,
    insert: (id, number) => insert([id], number),
    update: (id) =>
      rows(
        `update ideas set doc = jsonb_set(doc, '{votes}', to_jsonb((doc->>'votes')::int + 1)) where id = '${id}'`,
      ),
    insertMany: (ids) => insert(ids, 0),
    find: (id) => documents(`select doc from ideas where id = '${id}'`),
    page: (board) =>
      documents(
        `select doc from ideas where doc->>'boardId' = '${board}' and (doc->>'removed')::boolean = false
         order by ((doc->>'votes')::int) desc, id desc limit ${PAGE}`,
      ),
    close: async () => pool.all.forEach((wire) => wire.close()),
  };
}
