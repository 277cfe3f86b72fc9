import { typeName } from "../bson/typeNames.ts";
import { isArray, isDocument, type Document, type Maybe } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { isNullish, withList, type Operator } from "./expression.ts";

/** Missing and null ones count for nothing. */
export function mergeObjects(values: readonly Maybe[]): Document {
  const merged: Document = new Map();
  for (const value of values) {
    if (isNullish(value)) {
      continue;
    }
    if (!isDocument(value)) {
      throw new CommandError(
        40400,
        `$mergeObjects requires object inputs, but input is of type ${typeName(value)}`,
      );
    }
    for (const [name, inner] of value) {
      merged.set(name, inner);
    }
  }
  return merged;
}

/** For names with dots and dollars, which `$set` takes for paths. */
const setField: Operator = (argument, { variables, parse }) => {
  const given = isDocument(argument) ? argument : new Map<string, never>();
  const [field, input, value] = ["field", "input", "value"].map((part) => given.get(part));
  if (given.size !== 3 || field === undefined || input === undefined || value === undefined) {
    throw new CommandError(4161102, "$setField needs 'field', 'input' and 'value'");
  }
  const name = isDocument(field) && field.has("$literal") ? field.get("$literal") : field;
  if (typeof name !== "string") {
    throw new CommandError(4161106, "$setField requires 'field' to evaluate to a constant");
  }
  const [source, made] = [parse(input, variables), parse(value, variables)];
  return (scope) => {
    const before = source(scope);
    if (isNullish(before)) {
      return null;
    }
    if (!isDocument(before)) {
      throw new CommandError(4161105, "$setField requires 'input' to evaluate to an object");
    }
    const changed = new Map(before);
    const set = made(scope);
    if (set === undefined) {
      changed.delete(name);
    } else {
      changed.set(name, set);
    }
    return changed;
  };
};

export const objectOperators: Readonly<Record<string, Operator>> = {
  $mergeObjects: withList((values) => {
    const [only] = values;
    return mergeObjects(values.length === 1 && isArray(only) ? only : values);
  }),
  $setField: setField,
};
