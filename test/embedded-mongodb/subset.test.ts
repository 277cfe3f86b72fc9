import { readFileSync } from "node:fs";
import type { Db, Document } from "mongodb";
import { MongoServerError } from "mongodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mongodbCommands } from "./mongodb/commands.ts";
import { expressions } from "./mongodb/expressions.ts";
import {
  queryOperators,
  stages,
  topLevelQueryOperators,
  updateOperators,
} from "./mongodb/operators.ts";
import { commandOptions, indexKinds, indexOptions, statementOptions } from "./mongodb/options.ts";
import { openTestEngine, type TestEngine } from "./support/testEngine.ts";

const listed = readFileSync(
  new URL("../../server/embedded-mongodb/SUBSET.md", import.meta.url),
  "utf8",
);

/** From one text on to the end of what it heads. */
const part = (start: string, end: string): string => {
  const at = listed.indexOf(start);
  return listed.slice(at, listed.indexOf(end, at + start.length));
};

/** Named in SUBSET.md, or in a part of it, as working, in code marks of its own. */
const isListed = (name: string, among: string = listed): boolean => among.includes(`\`${name}\``);

let server: TestEngine;
let db: Db;

beforeAll(async () => {
  server = await openTestEngine();
  ({ db } = server);
  await db.collection("c").insertOne({ a: 3, l: [1, 2], s: "text" });
});

afterAll(() => server.close());

/** The code of the refusal; nothing where the command was carried out. */
async function refusalOf(command: Document): Promise<number | undefined> {
  try {
    const reply = await db.command(command);
    return reply["writeErrors"]?.[0]?.code;
  } catch (error) {
    if (error instanceof MongoServerError) {
      return Number(error.code);
    }
    throw error;
  }
}

/** What is refused although SUBSET.md lists it, and what works although it does not. */
async function misfits(
  names: readonly string[],
  commandFor: (name: string) => Document,
  refusals: readonly number[],
  among = listed,
): Promise<string[]> {
  const found: string[] = [];
  for (const name of names) {
    const code = await refusalOf(commandFor(name));
    const isRefused = code !== undefined && refusals.includes(code);
    if (isRefused === isListed(name, among)) {
      found.push(
        `${name} is ${isListed(name, among) ? "listed" : "not listed"} and answers ${code ?? "ok"}`,
      );
    }
  }
  return found;
}

describe("everything that MongoDB has is listed in SUBSET.md and works, or is refused [D8]", () => {
  test("commands", async () => {
    expect(
      await misfits(
        mongodbCommands.filter((name) => name !== "dropDatabase"),
        (name) => ({ [name]: 1 }),
        [59],
      ),
    ).toEqual([]);
  });

  test("operators of queries", async () => {
    const on = (filter: Document) => ({ find: "c", filter });
    expect(
      await misfits(
        Object.keys(queryOperators),
        (name) => on({ a: { [name]: queryOperators[name as keyof typeof queryOperators] } }),
        [2],
        part("## Queries", "\n## "),
      ),
    ).toEqual([]);
    expect(
      await misfits(
        Object.keys(topLevelQueryOperators),
        (name) =>
          on({ [name]: topLevelQueryOperators[name as keyof typeof topLevelQueryOperators] }),
        [2],
        part("## Queries", "\n## "),
      ),
    ).toEqual([]);
  });

  test("operators of updates", async () => {
    expect(
      await misfits(
        Object.keys(updateOperators),
        (name) => ({
          update: "c",
          updates: [
            {
              q: { none: 1 },
              u: { [name]: updateOperators[name as keyof typeof updateOperators] },
            },
          ],
        }),
        [9],
        part("## Updates", "\n## "),
      ),
    ).toEqual([]);
  });

  test("stages", async () => {
    expect(
      await misfits(
        Object.keys(stages),
        (name) => ({
          aggregate: "c",
          pipeline: [{ [name]: stages[name as keyof typeof stages] }],
          cursor: {},
        }),
        [40324],
        part("Stages:", "\n\n"),
      ),
    ).toEqual([]);
  });

  test("expressions", async () => {
    expect(
      await misfits(
        expressions,
        (name) => ({ aggregate: "c", pipeline: [{ $set: { b: { [name]: 1 } } }], cursor: {} }),
        [168],
        part("Expressions:", "\n\n"),
      ),
    ).toEqual([]);
    expect(
      await misfits(
        expressions,
        (name) => ({
          aggregate: "c",
          pipeline: [{ $group: { _id: null, b: { [name]: name === "$count" ? {} : "$a" } } }],
          cursor: {},
        }),
        [15952],
        part("Accumulators:", "\n\n"),
      ),
    ).toEqual([]);
  });

  test("options of commands and statements", async () => {
    const bodies: Record<string, Document> = {
      find: { find: "c" },
      aggregate: { aggregate: "c", pipeline: [], cursor: {} },
      count: { count: "c" },
      distinct: { distinct: "c", key: "a" },
      insert: { insert: "d", documents: [{}] },
      update: { update: "d", updates: [{ q: { n: 1 }, u: { $set: { a: 1 } } }] },
      delete: { delete: "d", deletes: [{ q: { n: 1 }, limit: 1 }] },
      findAndModify: { findAndModify: "d", query: { n: 1 }, update: { $set: { a: 1 } } },
      create: { create: "e" },
    };
    const found: string[] = [];
    for (const [command, options] of Object.entries(commandOptions)) {
      for (const [option, value] of Object.entries(options)) {
        const code = await refusalOf({ ...bodies[command], [option]: value });
        const isRefused = code === 40415 || code === 115;
        if (isRefused === isListed(`${command}.${option}`)) {
          found.push(`${command}.${option} answers ${code ?? "ok"}`);
        }
      }
    }
    for (const [command, options] of Object.entries(statementOptions)) {
      for (const [option, value] of Object.entries(options)) {
        const statement =
          command === "update"
            ? { update: "d", updates: [{ q: { n: 1 }, u: { $set: { a: 1 } }, [option]: value }] }
            : { delete: "d", deletes: [{ q: { n: 1 }, limit: 1, [option]: value }] };
        const code = await refusalOf(statement);
        if ((code === 40415 || code === 115) === isListed(`${command} ${option}`)) {
          found.push(`${command} ${option} answers ${code ?? "ok"}`);
        }
      }
    }
    expect(found).toEqual([]);
  });

  test("indexes", async () => {
    const found: string[] = [];
    for (const [option, value] of Object.entries(indexOptions)) {
      const index = { key: { [`for ${option}`]: 1 }, name: `with ${option}`, [option]: value };
      const code = await refusalOf({ createIndexes: "f", indexes: [index] });
      if ((code === 197 || code === 115) === isListed(`createIndexes.${option}`)) {
        found.push(`${option} answers ${code ?? "ok"}`);
      }
    }
    for (const kind of indexKinds) {
      const code = await refusalOf({
        createIndexes: "f",
        indexes: [{ key: { a: kind }, name: kind }],
      });
      if (code !== 115) {
        found.push(`${kind} answers ${code ?? "ok"}`);
      }
    }
    expect(found).toEqual([]);
    expect(server.faults).toEqual([]);
  });
});
