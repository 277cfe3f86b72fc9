import { Double, Long, ObjectId } from "bson";
import * as fc from "fast-check";
import type { Document } from "mongodb";

/** Few names and few values, so that what is generated meets. */
const names = ["a", "b", "c"] as const;
const name = fc.constantFrom(...names);

const path = fc.oneof(
  { weight: 6, arbitrary: name },
  { weight: 3, arbitrary: fc.tuple(name, name).map((parts) => parts.join(".")) },
  {
    weight: 1,
    arbitrary: fc.tuple(name, fc.constantFrom("0", "1")).map((parts) => parts.join(".")),
  },
);

const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -2, max: 4 }) },
  { weight: 2, arbitrary: fc.constantFrom(0.5, 1.5, -2.5).map((value) => new Double(value)) },
  { weight: 1, arbitrary: fc.integer({ min: -2, max: 4 }).map((value) => new Double(value)) },
  { weight: 1, arbitrary: fc.integer({ min: -2, max: 4 }).map((value) => Long.fromNumber(value)) },
  { weight: 4, arbitrary: fc.constantFrom("", "x", "y", "xy", "Z", "中文", "é") },
  { weight: 2, arbitrary: fc.boolean() },
  { weight: 2, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 1e12).map((ms) => new Date(ms)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom("0".repeat(24), "a".repeat(24)).map((hex) => new ObjectId(hex)),
  },
);

const { value, object } = fc.letrec<{ value: unknown; object: unknown; array: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 5, arbitrary: scalar },
    { weight: 2, arbitrary: tie("array") },
    { weight: 2, arbitrary: tie("object") },
  ),
  array: fc.array(tie("value"), { maxLength: 3 }),
  object: fc.dictionary(name, tie("value"), { maxKeys: 3, noNullPrototype: true }),
}));

export const documents: fc.Arbitrary<Document[]> = fc
  .array(object, { minLength: 1, maxLength: 8 })
  .map((list) => list.map((each, index) => ({ _id: index, ...(each as Document) })));

const comparison = fc
  .tuple(fc.constantFrom("$eq", "$ne", "$gt", "$gte", "$lt", "$lte"), value)
  .map(([operator, operand]) => ({ [operator]: operand }));

const membership = fc
  .tuple(fc.constantFrom("$in", "$nin"), fc.array(value, { maxLength: 3 }))
  .map(([operator, operand]) => ({ [operator]: operand }));

const types = [
  "double",
  "string",
  "object",
  "array",
  "bool",
  "date",
  "null",
  "int",
  "long",
  "number",
];

const simpleCondition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: comparison },
  { weight: 2, arbitrary: membership },
  { weight: 1, arbitrary: fc.boolean().map((operand) => ({ $exists: operand })) },
  { weight: 1, arbitrary: fc.constantFrom(...types).map((operand) => ({ $type: operand })) },
);

const condition: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: value },
  { weight: 8, arbitrary: simpleCondition },
  { weight: 1, arbitrary: simpleCondition.map(($not) => ({ $not })) },
);

const fieldFilter: fc.Arbitrary<Document> = fc
  .tuple(path, condition)
  .map(([key, inner]) => ({ [key]: inner }));

export const filter: fc.Arbitrary<Document> = fc.oneof(
  { weight: 6, arbitrary: fieldFilter },
  {
    weight: 2,
    arbitrary: fc
      .array(fieldFilter, { minLength: 2, maxLength: 3 })
      .map((list) => Object.assign({}, ...list)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom("$and", "$or", "$nor"),
        fc.array(fieldFilter, { minLength: 1, maxLength: 3 }),
      )
      .map(([operator, branches]) => ({ [operator]: branches })),
  },
);

const direction = fc.constantFrom(1, -1);

/** Complete: ends with `_id`, so that there is one right order. */
export const sort: fc.Arbitrary<Document> = fc
  .tuple(
    fc.dictionary(path, direction, { minKeys: 1, maxKeys: 2, noNullPrototype: true }),
    direction,
  )
  .map(([keys, last]) => ({ ...keys, _id: last }))
  .filter(noCollision);

export const projection: fc.Arbitrary<Document> = fc
  .tuple(fc.uniqueArray(path, { minLength: 1, maxLength: 2 }), fc.constantFrom(0, 1))
  .map(([paths, include]) => Object.fromEntries(paths.map((each) => [each, include])))
  .filter(noCollision);

/** MongoDB refuses paths of which one lies within the other. */
function noCollision(keys: Document): boolean {
  const paths = Object.keys(keys);
  return !paths.some((one) => paths.some((other) => other.startsWith(`${one}.`)));
}

const updateField: fc.Arbitrary<[string, unknown]> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.constant("$set"), value) },
  { weight: 2, arbitrary: fc.tuple(fc.constant("$unset"), fc.constant("")) },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constant("$inc"),
      fc.oneof(
        fc.integer({ min: -2, max: 3 }),
        fc.constant(new Double(0.5)),
        fc.constant(Long.fromNumber(2)),
      ),
    ),
  },
  { weight: 2, arbitrary: fc.tuple(fc.constant("$max"), value) },
  { weight: 1, arbitrary: fc.tuple(fc.constant("$setOnInsert"), value) },
);

const operators: fc.Arbitrary<Document> = fc
  .array(fc.tuple(path, updateField), { minLength: 1, maxLength: 3 })
  .map((list) => {
    const update: Document = {};
    for (const [key, [operator, argument]] of list) {
      update[operator] = { ...update[operator], [key]: argument };
    }
    return update;
  });

export const update: fc.Arbitrary<Document> = fc.oneof(
  { weight: 5, arbitrary: operators },
  { weight: 1, arbitrary: object.map((each) => each as Document) },
);

const expression: fc.Arbitrary<unknown> = fc.letrec<{ expression: unknown }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 2 },
    path.filter((each) => !/\d/.test(each)).map((each) => `$${each}`),
    scalar.filter((each) => typeof each !== "string"),
    fc
      .tuple(fc.constantFrom("$eq", "$ne", "$gt", "$lt"), tie("expression"), tie("expression"))
      .map(([operator, ...operands]) => ({ [operator]: operands })),
    fc
      .tuple(
        fc.constantFrom("$and", "$or"),
        fc.array(tie("expression"), { minLength: 1, maxLength: 2 }),
      )
      .map(([operator, operands]) => ({ [operator]: operands })),
    tie("expression").map((operand) => ({ $not: [operand] })),
  ),
})).expression;

const accumulator = fc.oneof(
  name.map((field) => ({ $sum: `$${field}` })),
  fc.constant({ $count: {} }),
);

const stage: fc.Arbitrary<Document> = fc.oneof(
  filter.map(($match) => ({ $match })),
  sort.map(($sort) => ({ $sort })),
  projection.map(($project) => ({ $project })),
  fc.tuple(name, expression).map(([key, made]) => ({ $set: { [key]: made } })),
  path.filter((each) => !/\d/.test(each)).map(($unset) => ({ $unset })),
  fc.tuple(name, fc.boolean()).map(([key, preserveNullAndEmptyArrays]) => ({
    $unwind: { path: `$${key}`, preserveNullAndEmptyArrays },
  })),
  fc.integer({ min: 0, max: 3 }).map(($skip) => ({ $skip })),
  fc.integer({ min: 1, max: 4 }).map(($limit) => ({ $limit })),
);

/** Begins in a certain order, so that everything after it is certain too. */
export const pipeline: fc.Arbitrary<Document[]> = fc
  .tuple(
    fc.array(stage, { minLength: 1, maxLength: 3 }),
    fc.option(
      fc.tuple(name, accumulator).map(([key, made]): Document[] => [
        // In a document, for of an array `$sort` would look at one member only.
        { $group: { _id: { key: `$${key}` }, made } },
        { $sort: { _id: 1 } },
      ]),
      { nil: [] },
    ),
  )
  .map(([stages, group]) => [{ $sort: { _id: 1 } }, ...stages, ...group]);

export const indexKey: fc.Arbitrary<Document> = fc
  .dictionary(
    path.filter((each) => !/\d/.test(each)),
    direction,
    { minKeys: 1, maxKeys: 3, noNullPrototype: true },
  )
  .filter(noCollision);
