import { Long } from "bson";
import { add, divide, multiply, remainder, subtract } from "../bson/arithmetic.ts";
import { typeName } from "../bson/typeNames.ts";
import { isNumeric, toNumber, type Maybe, type Numeric } from "../bson/values.ts";
import { CommandError, typeMismatch } from "../errors.ts";
import { isNullish, withArguments, withList, type Operator } from "./expression.ts";

function number(value: Maybe, name: string): Numeric {
  if (!isNumeric(value)) {
    throw typeMismatch(`${name} only supports numeric types, not ${typeName(value)}`);
  }
  return value;
}

function addAll(values: Maybe[]): Maybe {
  if (values.some(isNullish)) {
    return null;
  }
  let sum: Numeric = 0;
  let date: Date | undefined;
  for (const value of values) {
    if (value instanceof Date) {
      if (date) {
        throw new CommandError(16612, "only one date allowed in an $add expression");
      }
      date = value;
    } else if (isNumeric(value)) {
      sum = add(sum, value);
    } else {
      throw typeMismatch(`$add only supports numeric or date types, not ${typeName(value)}`);
    }
  }
  return date ? new Date(date.getTime() + Math.round(toNumber(sum))) : sum;
}

function difference(left: Maybe, right: Maybe): Maybe {
  if (isNullish(left) || isNullish(right)) {
    return null;
  }
  if (left instanceof Date) {
    return right instanceof Date
      ? Long.fromNumber(left.getTime() - right.getTime())
      : new Date(left.getTime() - Math.round(toNumber(number(right, "$subtract"))));
  }
  return subtract(number(left, "$subtract"), number(right, "$subtract"));
}

const two = (
  name: string,
  calculate: (left: Numeric, right: Numeric) => Numeric,
  refusal?: { code: CommandError["code"]; message: string },
): Operator =>
  withArguments(2, 2, (left, right) => {
    if (isNullish(left) || isNullish(right)) {
      return null;
    }
    const by = number(right, name);
    if (refusal && toNumber(by) === 0) {
      throw new CommandError(refusal.code, refusal.message);
    }
    return calculate(number(left, name), by);
  });

export const arithmeticOperators: Readonly<Record<string, Operator>> = {
  $add: withList(addAll),
  $subtract: withArguments(2, 2, difference),
  $multiply: withList((values) =>
    values.some(isNullish)
      ? null
      : values.map((value) => number(value, "$multiply")).reduce(multiply, 1),
  ),
  $divide: two("$divide", divide, { code: 2, message: "can't $divide by zero" }),
  $mod: two("$mod", remainder, { code: 16610, message: "can't $mod by zero" }),
  $isNumber: withArguments(1, 1, isNumeric),
};
