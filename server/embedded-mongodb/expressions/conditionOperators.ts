import { compareValues } from "../bson/compare.ts";
import { isArray, isDocument, isTruthy, type Maybe } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { isNullish, withArguments, withVariable, type Operator } from "./expression.ts";

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

const choice: Operator = (argument, { variables, parse }) => {
  const branches = isDocument(argument) ? argument.get("branches") : undefined;
  if (!isDocument(argument) || !isArray(branches) || branches.length === 0) {
    throw new CommandError(40068, "$switch requires at least one branch");
  }
  for (const name of argument.keys()) {
    if (name !== "branches" && name !== "default") {
      throw new CommandError(40067, `$switch found an unknown argument: ${name}`);
    }
  }
  const compiled = branches.map((branch) => {
    const [test, value] = isDocument(branch) ? [branch.get("case"), branch.get("then")] : [];
    if (test === undefined || value === undefined) {
      throw new CommandError(40064, "$switch requires each branch have a 'case' and a 'then'");
    }
    return { test: parse(test, variables), value: parse(value, variables) };
  });
  const fallback = argument.get("default");
  const otherwise = fallback === undefined ? undefined : parse(fallback, variables);
  return (scope) => {
    const found = compiled.find(({ test }) => isTruthy(test(scope)));
    if (!found && !otherwise) {
      throw new CommandError(
        40066,
        "$switch could not find a matching branch for an input, and no default was specified.",
      );
    }
    return (found?.value ?? otherwise)?.(scope);
  };
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

const bind: Operator = (argument, { variables, parse }) => {
  const [vars, inner] = isDocument(argument) ? [argument.get("vars"), argument.get("in")] : [];
  if (!isDocument(vars) || inner === undefined) {
    throw new CommandError(16874, "$let needs 'vars' and 'in'");
  }
  const bound = Array.from(vars, ([name, value]) => ({ name, value: parse(value, variables) }));
  const body = parse(inner, new Set([...variables, ...vars.keys()]));
  return (scope) => {
    let inside = scope;
    for (const { name, value } of bound) {
      inside = withVariable(inside, name, value(scope));
    }
    return body(inside);
  };
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
  $switch: choice,
  $ifNull: ifNull,
  $let: bind,
  $literal: (argument) => () => argument,
};
