import { EJSON } from "bson";
import type { Collection, Document } from "mongodb";
import { MongoServerError } from "mongodb";

/** What a server says to a question, in a form that can be compared. */
export type Saying = { result: string } | { refusal: number };

export async function ask(question: () => Promise<unknown>): Promise<Saying> {
  try {
    return { result: normal(await question()) };
  } catch (error) {
    if (!(error instanceof MongoServerError)) {
      throw error;
    }
    return { refusal: Number(error.code) };
  }
}

/** Ids that a server made up count as one; the order of fields, in which updates add them, is left open. */
const normal = (result: unknown): string =>
  EJSON.stringify(ordered(result), { relaxed: false }).replaceAll(
    /"\$oid":"(?!0{24}|a{24})[0-9a-f]{24}"/g,
    '"$oid":"new"',
  );

/** Both gave the same, or both refused. */
export const agree = (left: Saying, right: Saying): boolean =>
  "result" in left && "result" in right
    ? left.result === right.result
    : "refusal" in left && "refusal" in right;

export type Question =
  | {
      kind: "find";
      filter: Document;
      sort: Document;
      projection?: Document | undefined;
      limit: number;
    }
  | { kind: "aggregate"; pipeline: Document[] }
  | { kind: "update"; filter: Document; update: Document; isMulti: boolean; upsert: boolean }
  | { kind: "delete"; filter: Document };

/** Puts the question to a collection and, where it may have changed, shows what is in it then. */
export async function put(collection: Collection, question: Question): Promise<Saying> {
  const raw = { promoteValues: false } as const;
  return await ask(async () => {
    if (question.kind === "find") {
      const { filter, sort, projection, limit } = question;
      return await collection
        .find(filter, { ...raw, sort, limit, ...(projection && { projection }) })
        .toArray();
    }
    if (question.kind === "aggregate") {
      return await collection.aggregate(question.pipeline, raw).toArray();
    }
    const counts =
      question.kind === "delete"
        ? (await collection.deleteMany(question.filter)).deletedCount
        : await change(collection, question);
    return [counts, await all(collection)];
  });
}

const all = (collection: Collection) =>
  collection.find({}, { promoteValues: false, sort: { _id: 1 } }).toArray();

/** With its fields by name. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(ordered);
  }
  const isPlain = typeof value === "object" && value !== null && value.constructor === Object;
  return isPlain
    ? Object.fromEntries(
        Object.entries(value)
          .toSorted(([left], [right]) => (left < right ? -1 : 1))
          .map(([key, inner]) => [key, ordered(inner)]),
      )
    : value;
}

async function change(
  collection: Collection,
  { filter, update, isMulti, upsert }: Extract<Question, { kind: "update" }>,
) {
  const isReplacement = !Object.keys(update).some((key) => key.startsWith("$"));
  const result = isReplacement
    ? await collection.replaceOne(filter, update, { upsert })
    : isMulti
      ? await collection.updateMany(filter, update, { upsert })
      : await collection.updateOne(filter, update, { upsert });
  return [result.matchedCount, result.modifiedCount, result.upsertedCount];
}
