import { compareValues } from "../bson/compare.ts";
import { isArray, isDocument, isTruthy, type Maybe } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { withArguments, type Expression, type Operator } from "./expression.ts";

/** To an expression a missing field is less than null, not equal to it. */
function compareStrictly(left: Maybe, right: Maybe): number {
  if (left === undefined || right === undefined) {
    return Number(left !== undefined) - Number(right !== undefined);
  }
  return compareValues(left, right);
}

const comparison = (holds: (order: number) => boolean): Operator =>
  withArguments(2, (left, right) => holds(compareStrictly(left, right)));

const logical =
  (decide: (tests: Expression[], holds: (test: Expression) => boolean) => boolean): Operator =>
  (argument, { variables, parse }) => {
    const tests = (isArray(argument) ? argument : [argument]).map((each) => parse(each, variables));
    return (scope) => decide(tests, (test) => isTruthy(test(scope)));
  };

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
    if (before === undefined || before === null) {
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

/** The operators of expressions; all others are refused. */
export const operators: Readonly<Record<string, Operator>> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $and: logical((tests, holds) => tests.every(holds)),
  $or: logical((tests, holds) => tests.some(holds)),
  $not: withArguments(1, (value) => !isTruthy(value)),
  $literal: (argument) => () => argument,
  $setField: setField,
};
