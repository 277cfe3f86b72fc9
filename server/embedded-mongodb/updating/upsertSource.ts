import { isArray, isDocument, type Document, type Value } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { setAt, valueAt } from "./location.ts";

/** The document that an upsert starts from: what the filter says its fields are equal to. */
export function upsertSource(filter: Document, options: { onlyId: boolean }): Document {
  const source: Document = new Map();
  for (const [path, value] of equalities(filter)) {
    if (options.onlyId && path !== "_id") {
      continue;
    }
    const parts = path.split(".");
    if (valueAt(source, parts) !== undefined) {
      throw new CommandError(
        "NotSingleValueField",
        `cannot infer query fields to set, path '${path}' is matched twice`,
      );
    }
    setAt(source, parts, value);
  }
  return source;
}

function* equalities(filter: Document): Generator<[string, Value]> {
  for (const [path, condition] of filter) {
    if (path === "$and" && isArray(condition)) {
      for (const branch of condition.filter(isDocument)) {
        yield* equalities(branch);
      }
    } else if (path === "$or" && isArray(condition) && condition.length === 1) {
      yield* isDocument(condition[0]) ? equalities(condition[0]) : [];
    } else if (!path.startsWith("$")) {
      for (const value of equalTo(condition)) {
        yield [path, value];
      }
    }
  }
}

function equalTo(condition: Value): Value[] {
  if (!isDocument(condition) || !condition.keys().next().value?.startsWith("$")) {
    return [condition];
  }
  const [equal, among] = ["$eq", "$in"].map((name) => condition.get(name));
  return [
    ...(equal === undefined ? [] : [equal]),
    ...(isArray(among) && among.length === 1 ? among : []),
  ];
}
