import { EJSON } from "bson";

/** What a test may refer to by name while it runs. */
export interface Entities {
  get(name: string): unknown;
  lsidOf(name: string): unknown;
}

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  !("_bsontype" in value) &&
  !(value instanceof Date) &&
  !(value instanceof Uint8Array);

const plain = (value: unknown): unknown =>
  ["Long", "Int32", "Double"].includes(String(bsonType(value))) ? Number(value) : value;

/** Why `actual` does not match `expected` by the rules of the unified test format; nothing where it does. */
export function mismatch(
  actual: unknown,
  expected: unknown,
  entities: Entities,
  path = "value",
  isRoot = true,
): string | undefined {
  if (actual instanceof Map) {
    return mismatch(Object.fromEntries(actual), expected, entities, path, isRoot);
  }
  const special = isFields(expected)
    ? Object.keys(expected).find((key) => key.startsWith("$$"))
    : undefined;
  if (special && isFields(expected)) {
    return specialMismatch(special, actual, expected[special], entities, path);
  }
  if (isFields(expected)) {
    return fieldsMismatch(actual, expected, entities, path, isRoot);
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) {
      return `${path}: expected ${show(expected)}, got ${show(actual)}`;
    }
    return first(
      expected.map((each, index) =>
        mismatch(actual[index], each, entities, `${path}.${index}`, isRoot && isFields(each)),
      ),
    );
  }
  return show(plain(actual)) === show(plain(expected))
    ? undefined
    : `${path}: expected ${show(expected)}, got ${show(actual)}`;
}

function fieldsMismatch(
  actual: unknown,
  expected: Fields,
  entities: Entities,
  path: string,
  isRoot: boolean,
): string | undefined {
  if (!isFields(actual)) {
    return `${path}: expected ${show(expected)}, got ${show(actual)}`;
  }
  const extra = Object.keys(actual).filter(
    (key) => !(key in expected) && actual[key] !== undefined,
  );
  if (!isRoot && extra.length > 0) {
    return `${path}: has ${extra.join(", ")} besides`;
  }
  return first(
    Object.entries(expected).map(([key, value]) =>
      mismatch(actual[key], value, entities, `${path}.${key}`, false),
    ),
  );
}

function specialMismatch(
  operator: string,
  actual: unknown,
  operand: unknown,
  entities: Entities,
  path: string,
): string | undefined {
  switch (operator) {
    case "$$exists":
      return (actual !== undefined) === operand
        ? undefined
        : `${path}: ${operand ? "is missing" : "is there"}`;
    case "$$unsetOrMatches":
      return actual === undefined || actual === null
        ? undefined
        : mismatch(actual, operand, entities, path, true);
    case "$$sessionLsid":
      return show(actual) === show(entities.lsidOf(String(operand)))
        ? undefined
        : `${path}: another session`;
    case "$$matchesEntity":
      return mismatch(actual, entities.get(String(operand)), entities, path, false);
    case "$$type":
      return [operand].flat().includes(typeOf(actual))
        ? undefined
        : `${path}: is a ${typeOf(actual)}, not ${show(operand)}`;
    default:
      return `${path}: the runner does not know ${operator}`;
  }
}

/** By name: the driver's classes need not be those of the `bson` that is imported here. */
const bsonType = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "_bsontype" in value ? value._bsontype : undefined;

const typeNames: Record<string, string> = {
  ObjectId: "objectId",
  Timestamp: "timestamp",
  Long: "long",
  Binary: "binData",
};

function typeOf(value: unknown): string {
  const name = typeNames[String(bsonType(value))];
  if (name) {
    return name;
  }
  if (value instanceof Date) {
    return "date";
  }
  if (Array.isArray(value)) {
    return "array";
  }
  if (typeof value === "number") {
    return Number.isInteger(value) ? "int" : "double";
  }
  return typeof value;
}

const show = (value: unknown): string =>
  value === undefined ? "nothing" : EJSON.stringify(value, { relaxed: true });

const first = (problems: (string | undefined)[]): string | undefined =>
  problems.find((problem) => problem !== undefined);
