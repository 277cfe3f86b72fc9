import { typeName } from "../bson/typeNames.ts";
import { isArray, isDocument, type Document, type Maybe } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { isNullish, withArguments, withList, type Operator } from "./expression.ts";

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

function objectToArray(value: Maybe): Maybe {
  if (isNullish(value)) {
    return null;
  }
  if (!isDocument(value)) {
    throw new CommandError(
      40390,
      `$objectToArray requires a document input, found: ${typeName(value)}`,
    );
  }
  return Array.from(
    value,
    ([k, v]): Document =>
      new Map([
        ["k", k],
        ["v", v],
      ]),
  );
}

function arrayToObject(value: Maybe): Maybe {
  if (isNullish(value)) {
    return null;
  }
  const made: Document = new Map();
  for (const pair of isArray(value) ? value : [value]) {
    const [k, v] = isDocument(pair) ? [pair.get("k"), pair.get("v")] : isArray(pair) ? pair : [];
    if (typeof k !== "string" || v === undefined) {
      throw new CommandError(40398, "$arrayToObject requires pairs of a string and a value");
    }
    made.set(k, v);
  }
  return made;
}

const getField: Operator = (argument, { variables, parse }) => {
  const field = isDocument(argument) ? argument.get("field") : argument;
  if (typeof field !== "string") {
    throw new CommandError(5654602, "$getField requires 'field' to be a constant string");
  }
  const from = isDocument(argument) ? argument.get("input") : "$$CURRENT";
  const input = parse(from ?? null, variables);
  return (scope) => {
    const value = input(scope);
    return isDocument(value) ? value.get(field) : value === null ? null : undefined;
  };
};

const setField: Operator = (argument, { name, variables, parse }) => {
  const [field, input, value] = isDocument(argument)
    ? ["field", "input", "value"].map((part) => argument.get(part))
    : [];
  const takes = name === "$setField" ? 3 : 2;
  if (
    !isDocument(argument) ||
    argument.size !== takes ||
    field === undefined ||
    input === undefined
  ) {
    throw new CommandError(
      4161102,
      `${name} needs ${takes} arguments: field, input and what to set`,
    );
  }
  const constant = isDocument(field) && field.has("$literal") ? field.get("$literal") : field;
  if (typeof constant !== "string") {
    throw new CommandError(4161106, `${name} requires 'field' to evaluate to a constant`);
  }
  const [source, made] = [parse(input, variables), parse(value ?? null, variables)];
  return (scope) => {
    const given = source(scope);
    if (isNullish(given)) {
      return null;
    }
    if (!isDocument(given)) {
      throw new CommandError(4161105, `${name} requires 'input' to evaluate to an object`);
    }
    const changed = new Map(given);
    const set = takes === 3 ? made(scope) : undefined;
    if (set === undefined) {
      changed.delete(constant);
    } else {
      changed.set(constant, set);
    }
    return changed;
  };
};

export const objectOperators: Readonly<Record<string, Operator>> = {
  $mergeObjects: withList((values) => {
    const [only] = values;
    return mergeObjects(values.length === 1 && isArray(only) ? only : values);
  }),
  $objectToArray: withArguments(1, 1, objectToArray),
  $arrayToObject: (argument, { variables, parse }) => {
    const input = parse(
      isArray(argument) && argument.length === 1 ? (argument[0] ?? null) : argument,
      variables,
    );
    return (scope) => arrayToObject(input(scope));
  },
  $getField: getField,
  $setField: setField,
  $unsetField: setField,
};
