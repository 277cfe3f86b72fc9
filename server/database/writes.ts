import { MongoServerError, type ClientSession, type Db } from "mongodb";
import { z } from "zod";
import { changeOf } from "./changeOf.ts";
import { within } from "./within.ts";

/** What every stored document has. */
export interface Stored {
  readonly _id: string;
}

/** One document; where it has a `rev`, only as long as it is at that rev. */
interface Which {
  readonly _id: string;
  readonly rev?: number;
}

/** What is to be written to one collection. */
export interface Wanted {
  /** None of them can be large. */
  readonly areSmall: boolean;
  readonly added: Stored[];
  readonly replaced: { readonly which: Which; readonly before: Stored; readonly doc: Stored }[];
  readonly removed: Which[];
}

/** How many documents there were to do it with. */
export interface Written {
  readonly added: number;
  readonly replaced: number;
  readonly removed: number;
}

/** Writes to one collection within the transaction under way. */
export type Write = (collection: string, wanted: Wanted) => Promise<Written>;

/** Documents may be large, and each answer on the way is a sign that the database is there. */
const MOST_IN_COMMAND = 250;
const MOST_SMALL_IN_COMMAND = 1000;

const Done = z.object({
  n: z.int().nonnegative(),
  writeErrors: z
    .array(z.looseObject({ code: z.int(), errmsg: z.string().default("refused") }))
    .optional(),
});

const parts = <Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / most) }, (_, index) =>
    items.slice(index * most, (index + 1) * most),
  );

/** All that have no rev are one statement. */
const removals = (removed: readonly Which[]): readonly object[] => {
  const plain = removed.filter(({ rev }) => rev === undefined).map(({ _id }) => _id);
  return [
    ...(plain.length > 0 ? [{ q: { _id: { $in: plain } }, limit: 0 }] : []),
    ...removed.filter(({ rev }) => rev !== undefined).map((which) => ({ q: which, limit: 1 })),
  ];
};

/**
 * Writes as commands of the database itself: the driver's own bulk writes build several objects for each
 * document, which for a crowd's votes cost more than the votes.
 */
export const writeTo = (database: Db, session: ClientSession): Write => {
  const run = async (command: Record<string, unknown>): Promise<number> => {
    const { n, writeErrors } = Done.parse(
      await within(database.command({ ...command, ordered: false }, { session })),
    );
    const [refused] = writeErrors ?? [];
    if (refused) {
      throw new MongoServerError(refused);
    }
    return n;
  };
  return async (collection, { areSmall, added, replaced, removed }) => {
    const most = areSmall ? MOST_SMALL_IN_COMMAND : MOST_IN_COMMAND;
    const runAll = async <Item>(
      items: readonly Item[],
      commandOf: (part: readonly Item[]) => Record<string, unknown>,
    ): Promise<number> => {
      let done = 0;
      for (const part of parts(items, most)) {
        done += await run(commandOf(part));
      }
      return done;
    };
    return {
      replaced: await runAll(replaced, (part) => ({
        update: collection,
        updates: part.map(({ which, before, doc }) => ({ q: which, u: changeOf(before, doc) })),
      })),
      added: await runAll(added, (documents) => ({ insert: collection, documents })),
      removed: await runAll(removals(removed), (deletes) => ({
        delete: collection,
        deletes,
      })),
    };
  };
};
