import { compareValues } from "../bson/compare.ts";
import { isArray, isDocument, isTruthy, type Maybe } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { isNullish, withArguments, type Operator } from "./expression.ts";

/** To an expression a missing field is less than null, not equal to it. */
export function compareStrictly(left: Maybe, right: Maybe): number {
  if (left === undefined || right === undefined) {
    return Number(left !== undefined) - Number(right !== undefined);
  }
  return compareValues(left, right);
}

const comparison = (holds: (order: number) => boolean): Operator =>
  withArguments(2, 2, (left, right) => holds(compareStrictly(left, right)));

const condition: Operator = (argument, { variables, parse }) => {
  const parts = isDocument(argument)
    ? [argument.get("if"), argument.get("then"), argument.get("else")]
    : isArray(argument)
      ? argument
      : [];
  if (isDocument(argument)) {
    for (const name of argument.keys()) {
      if (!["if", "then", "else"].includes(name)) {
        throw new CommandError(17083, `Unrecognized parameter to $cond: ${name}`);
      }
    }
  }
  const [when, yes, no] = parts;
  if (parts.length !== 3 || when === undefined || yes === undefined || no === undefined) {
    throw new CommandError(16020, "Expression $cond takes exactly 3 arguments");
  }
  const [test, then, otherwise] = [when, yes, no].map((part) => parse(part, variables));
  return (scope) => (isTruthy(test?.(scope)) ? then?.(scope) : otherwise?.(scope));
};

const ifNull: Operator = (argument, { variables, parse }) => {
  const given = isArray(argument) ? argument : [];
  if (given.length < 2) {
    throw new CommandError(1257300, "$ifNull needs at least two arguments");
  }
  const expressions = given.map((each) => parse(each, variables));
  return (scope) => {
    let value: Maybe;
    for (const expression of expressions) {
      value = expression(scope);
      if (!isNullish(value)) {
        break;
      }
    }
    return value;
  };
};

const every: Operator = (argument, { variables, parse }) => {
  const tests = (isArray(argument) ? argument : [argument]).map((each) => parse(each, variables));
  return (scope) => tests.every((test) => isTruthy(test(scope)));
};

const some: Operator = (argument, { variables, parse }) => {
  const tests = (isArray(argument) ? argument : [argument]).map((each) => parse(each, variables));
  return (scope) => tests.some((test) => isTruthy(test(scope)));
};

export const conditionOperators: Readonly<Record<string, Operator>> = {
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $cmp: withArguments(2, 2, compareStrictly),
  $and: every,
  $or: some,
  $not: withArguments(1, 1, (value) => !isTruthy(value)),
  $cond: condition,
  $ifNull: ifNull,
  $literal: (argument) => () => argument,
};
