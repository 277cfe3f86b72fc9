import * as fc from "fast-check";
import type { Collection, Document, MongoClient } from "mongodb";
import { MongoServerError } from "mongodb";
import * as arbitraries from "./arbitraries.ts";
import { agree, put, type Question, type Saying } from "./compare.ts";
import { differences } from "./differences.ts";

export interface Disagreement {
  question: Question;
  documents: Document[];
  own: Saying;
  other: Saying;
}

export interface DifferentialResult {
  questions: number;
  /** How often each known difference showed. */
  explained: Record<string, number>;
  disagreements: Disagreement[];
}

const question: fc.Arbitrary<Question> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("find" as const),
      filter: arbitraries.filter,
      sort: arbitraries.sort,
      projection: fc.option(arbitraries.projection, { nil: undefined }),
      limit: fc.integer({ min: 0, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("aggregate" as const),
      pipeline: arbitraries.pipeline,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("update" as const),
      filter: arbitraries.filter,
      update: arbitraries.update,
      isMulti: fc.boolean(),
      upsert: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("delete" as const), filter: arbitraries.filter }),
  },
);

const round = fc.record({
  documents: arbitraries.documents,
  index: arbitraries.indexKey,
  questions: fc.array(question, { minLength: 4, maxLength: 8 }),
});

/** Asks both engines the same and compares; on this engine with an index, which must not change anything. */
export async function runDifferential(
  engine: MongoClient,
  reference: MongoClient,
  { rounds, seed }: { rounds: number; seed: number },
): Promise<DifferentialResult> {
  const result: DifferentialResult = { questions: 0, explained: {}, disagreements: [] };
  const [own, other] = [engine, reference].map((client) =>
    client.db("differential").collection("documents"),
  ) as [Collection, Collection];
  for (const { documents, index, questions } of fc.sample(round, { numRuns: rounds, seed })) {
    await fill([own, other], documents);
    await createIndex(own, index);
    for (const each of questions) {
      result.questions += 1;
      const sayings = [await put(own, each), await put(other, each)] as const;
      if (agree(...sayings)) {
        continue;
      }
      const meeting = { question: each, documents, own: sayings[0], other: sayings[1] };
      const known = differences.find(({ applies }) => applies(meeting));
      if (known) {
        result.explained[known.what] = (result.explained[known.what] ?? 0) + 1;
      } else {
        result.disagreements.push(meeting);
      }
      if (each.kind === "update" || each.kind === "delete") {
        // From here on the two hold different documents.
        break;
      }
    }
  }
  return result;
}

async function fill(collections: Collection[], documents: Document[]): Promise<void> {
  for (const collection of collections) {
    await collection.drop();
    await collection.insertMany(documents.map((each) => ({ ...each })));
  }
}

async function createIndex(collection: Collection, index: Document): Promise<void> {
  try {
    await collection.createIndex(index);
  } catch (error) {
    // These documents hold two arrays side by side, which no index can take.
    if (!(error instanceof MongoServerError) || error.code !== 171) {
      throw error;
    }
  }
}
