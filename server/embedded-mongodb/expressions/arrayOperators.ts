import { equalValues } from "../bson/compare.ts";
import { typeName } from "../bson/typeNames.ts";
import {
  isArray,
  isDocument,
  isTruthy,
  toInteger,
  type Document,
  type Maybe,
  type Value,
} from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { isNullish, withArguments, withList, withVariable, type Operator } from "./expression.ts";

function arrayOf(value: Maybe, name: string, code: number): Value[] {
  if (!isArray(value)) {
    throw new CommandError(code, `${name} needs an array, not ${typeName(value)}`);
  }
  return value;
}

const elementAt = (array: Value[], index: number): Maybe => array.at(index);

function arrayElementAt(value: Maybe, position: Maybe): Maybe {
  if (isNullish(value) || isNullish(position)) {
    return null;
  }
  const index = toInteger(position);
  if (index === undefined) {
    throw new CommandError(28691, "$arrayElemAt's second argument must be a whole number");
  }
  return elementAt(arrayOf(value, "$arrayElemAt", 28689), index);
}

const end = (name: string, index: 0 | -1): Operator =>
  withArguments(1, 1, (value) =>
    isNullish(value) ? null : elementAt(arrayOf(value, name, 28689), index),
  );

/** The arguments of `$filter` and its like, by name. */
function named(argument: Value, name: string, required: string[], optional: string[]): Document {
  if (!isDocument(argument)) {
    throw new CommandError(28646, `${name} only supports an object as its argument`);
  }
  for (const given of argument.keys()) {
    if (!required.includes(given) && !optional.includes(given)) {
      throw new CommandError(28647, `Unrecognized parameter to ${name}: ${given}`);
    }
  }
  for (const needed of required) {
    if (!argument.has(needed)) {
      throw new CommandError(28648, `Missing '${needed}' parameter to ${name}`);
    }
  }
  return argument;
}

function nameFrom(given: Document): string {
  const as = given.get("as") ?? "this";
  if (typeof as !== "string" || !/^[a-z_\u0080-\uffff]/.test(as)) {
    throw new CommandError("FailedToParse", "'as' must be the name of a user variable");
  }
  return as;
}

const filter: Operator = (argument, { name, variables, parse }) => {
  const given = named(argument, name, ["input", "cond"], ["as", "limit"]);
  const as = nameFrom(given);
  const input = parse(given.get("input") ?? null, variables);
  const condition = parse(given.get("cond") ?? null, new Set([...variables, as]));
  const limit = parse(given.get("limit") ?? null, variables);
  return (scope) => {
    const array = input(scope);
    if (isNullish(array)) {
      return null;
    }
    const most = toInteger(limit(scope)) ?? Number.POSITIVE_INFINITY;
    return arrayOf(array, name, 28651)
      .filter((element) => isTruthy(condition(withVariable(scope, as, element))))
      .slice(0, most);
  };
};

const map: Operator = (argument, { name, variables, parse }) => {
  const given = named(argument, name, ["input", "in"], ["as"]);
  const as = nameFrom(given);
  const input = parse(given.get("input") ?? null, variables);
  const body = parse(given.get("in") ?? null, new Set([...variables, as]));
  return (scope) => {
    const array = input(scope);
    return isNullish(array)
      ? null
      : arrayOf(array, name, 16883).map(
          (element) => body(withVariable(scope, as, element)) ?? null,
        );
  };
};

function slice(value: Maybe, first: Maybe, second: Maybe): Maybe {
  if (isNullish(value) || isNullish(first) || second === null) {
    return null;
  }
  const array = arrayOf(value, "$slice", 28724);
  const [from, count] = [toInteger(first), second === undefined ? undefined : toInteger(second)];
  if (from === undefined || (second !== undefined && (count === undefined || count <= 0))) {
    throw new CommandError(28726, "$slice needs whole numbers, and a positive count");
  }
  if (count === undefined) {
    return from < 0 ? array.slice(from) : array.slice(0, from);
  }
  const start = from < 0 ? Math.max(0, array.length + from) : from;
  return array.slice(start, start + count);
}

function concatenate(values: Maybe[]): Maybe {
  return values.some(isNullish)
    ? null
    : values.flatMap((value) => arrayOf(value, "$concatArrays", 28664));
}

export const arrayOperators: Readonly<Record<string, Operator>> = {
  $arrayElemAt: withArguments(2, 2, arrayElementAt),
  $first: end("$first", 0),
  $last: end("$last", -1),
  $concatArrays: withList(concatenate),
  $filter: filter,
  $in: withArguments(2, 2, (value, array) =>
    arrayOf(array, "$in", 40081).some(
      (element) => value !== undefined && equalValues(element, value),
    ),
  ),
  $isArray: withArguments(1, 1, isArray),
  $map: map,
  $size: withArguments(1, 1, (value) => arrayOf(value, "$size", 17124).length),
  $slice: withArguments(2, 3, slice),
};
