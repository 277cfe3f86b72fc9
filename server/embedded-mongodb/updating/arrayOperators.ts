import { compareValues, equalValues } from "../bson/compare.ts";
import { typeName } from "../bson/typeNames.ts";
import {
  isArray,
  isDocument,
  isNumeric,
  toInteger,
  toNumber,
  type Document,
  type Maybe,
  type Value,
} from "../bson/values.ts";
import { badValue, typeMismatch } from "../errors.ts";
import { plainLeaf } from "../matching/leafOperators.ts";
import { parseFilter } from "../matching/parseFilter.ts";
import { parseSort } from "../sorting/sort.ts";
import type { FieldChange, FieldOperator } from "./fieldOperators.ts";
import { copyOf } from "./location.ts";

function arrayOf(current: Maybe, name: string, path: string): Value[] {
  if (current === undefined) {
    return [];
  }
  if (!isArray(current)) {
    throw badValue(
      `The field '${path}' must be an array but is of type ${typeName(current)} for ${name}`,
    );
  }
  return [...current];
}

function eachOf(argument: Value, name: string, allowed: readonly string[]): Value[] {
  if (!isDocument(argument) || !argument.has("$each")) {
    return [copyOf(argument)];
  }
  for (const clause of argument.keys()) {
    if (clause !== "$each" && !allowed.includes(clause)) {
      throw badValue(`Unrecognized clause in ${name}: ${clause}`);
    }
  }
  const each = argument.get("$each");
  if (!isArray(each)) {
    throw badValue(`The argument to $each in ${name} must be an array`);
  }
  return each.map(copyOf);
}

function wholeNumber(argument: Document, name: string): number | undefined {
  const value = argument.get(name);
  if (value === undefined) {
    return undefined;
  }
  const whole = toInteger(value);
  if (whole === undefined) {
    throw badValue(`The value for ${name} must be an integer value`);
  }
  return whole;
}

function pushOrder(order: Value | undefined): ((left: Value, right: Value) => number) | undefined {
  if (order === undefined) {
    return undefined;
  }
  if (isNumeric(order)) {
    const direction = toNumber(order);
    if (direction !== 1 && direction !== -1) {
      throw badValue("The $sort element value must be either 1 or -1");
    }
    return (left, right) => direction * compareValues(left, right);
  }
  if (!isDocument(order) || order.size === 0) {
    throw badValue("The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1}");
  }
  const { compare } = parseSort(order);
  const asDocument = (value: Value): Document => (isDocument(value) ? value : new Map());
  return (left, right) => compare(asDocument(left), asDocument(right));
}

function push(argument: Value, path: string): FieldChange {
  const added = eachOf(argument, "$push", ["$position", "$slice", "$sort"]);
  const clauses =
    isDocument(argument) && argument.has("$each") ? argument : new Map<string, Value>();
  const position = wholeNumber(clauses, "$position");
  const slice = wholeNumber(clauses, "$slice");
  const order = pushOrder(clauses.get("$sort"));
  return (current) => {
    const array = arrayOf(current, "$push", path);
    array.splice(position ?? array.length, 0, ...added.map(copyOf));
    if (order) {
      array.sort(order);
    }
    if (slice === undefined) {
      return array;
    }
    return slice < 0 ? array.slice(slice) : array.slice(0, slice);
  };
}

function addToSet(argument: Value, path: string): FieldChange {
  const added = eachOf(argument, "$addToSet", []);
  return (current) => {
    const array = arrayOf(current, "$addToSet", path);
    const before = array.length;
    for (const value of added) {
      if (!array.some((member) => equalValues(member, value))) {
        array.push(copyOf(value));
      }
    }
    return array.length === before && current !== undefined ? undefined : array;
  };
}

function pop(argument: Value, path: string): FieldChange {
  const end = toInteger(argument);
  if (end !== 1 && end !== -1) {
    throw badValue("$pop expects 1 or -1");
  }
  return (current) => {
    if (current === undefined) {
      return undefined;
    }
    if (!isArray(current)) {
      throw typeMismatch(
        `Path '${path}' contains an element of non-array type '${typeName(current)}'`,
      );
    }
    return end === 1 ? current.slice(0, -1) : current.slice(1);
  };
}

const without = (name: string, path: string, goes: (value: Value) => boolean): FieldChange => {
  return (current) =>
    current === undefined
      ? undefined
      : arrayOf(current, name, path).filter((element) => !goes(element));
};

function pull(argument: Value, path: string): FieldChange {
  if (!isDocument(argument)) {
    return without("$pull", path, plainLeaf(argument).test);
  }
  const isOfValues = argument.keys().next().value?.startsWith("$") === true;
  const filter = parseFilter(isOfValues ? new Map([["element", argument]]) : argument);
  return without("$pull", path, (element) =>
    isOfValues
      ? filter.matches(new Map([["element", element]]))
      : isDocument(element) && filter.matches(element),
  );
}

function pullAll(argument: Value, path: string): FieldChange {
  if (!isArray(argument)) {
    throw badValue("$pullAll requires an array argument");
  }
  return without("$pullAll", path, (element) =>
    argument.some((value) => equalValues(element, value)),
  );
}

export const arrayOperators: Readonly<Record<string, FieldOperator>> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
};
