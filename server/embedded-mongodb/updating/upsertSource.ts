import { equalValues } from "../bson/compare.ts";
import { isArray, isDocument, type Document, type Value } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { setAt, valueAt } from "./location.ts";
import { BSONRegExp } from "bson";

/** The document that an upsert starts from: what the filter says its fields are equal to. */
export function upsertSource(filter: Document, options: { onlyId: boolean }): Document {
  const source: Document = new Map();
  for (const [path, value] of equalities(filter)) {
    if (options.onlyId && path !== "_id") {
      continue;
    }
    const parts = path.split(".");
    const known = valueAt(source, parts);
    if (known !== undefined && !equalValues(known, value)) {
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
      const value = equalTo(condition);
      if (value !== undefined) {
        yield [path, value];
      }
    }
  }
}

function equalTo(condition: Value): Value | undefined {
  if (condition instanceof BSONRegExp) {
    return undefined;
  }
  if (!isDocument(condition) || !condition.keys().next().value?.startsWith("$")) {
    return condition;
  }
  const all = condition.get("$all");
  const among = condition.get("$in");
  if (condition.has("$eq")) {
    return condition.get("$eq");
  }
  const only = isArray(all) ? all : among;
  return isArray(only) && only.length === 1 ? only[0] : undefined;
}
