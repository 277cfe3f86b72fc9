import { Long } from "bson";
import { add, divide, isWhole, multiply, remainder, subtract } from "../bson/arithmetic.ts";
import { typeName } from "../bson/typeNames.ts";
import { asDouble, isNumeric, toNumber, type Maybe, type Numeric } from "../bson/values.ts";
import { badValue, CommandError, typeMismatch } from "../errors.ts";
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

const rounded = (name: string, round: (value: number) => number): Operator =>
  withArguments(1, 1, (value) => {
    if (isNullish(value)) {
      return null;
    }
    const given = number(value, name);
    return isWhole(given) ? given : asDouble(round(toNumber(given)));
  });

function absolute(value: Maybe): Maybe {
  if (isNullish(value)) {
    return null;
  }
  const given = number(value, "$abs");
  return toNumber(given) < 0 ? subtract(0, given) : given;
}

/** To the nearest, and halfway to the even one. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) {
    return Math.round(value);
  }
  return floor % 2 === 0 ? floor : floor + 1;
}

function atPlace(name: string, round: (value: number) => number): Operator {
  return withArguments(1, 2, (value, place) => {
    if (isNullish(value) || place === null) {
      return null;
    }
    const given = number(value, name);
    const places = place === undefined ? 0 : toNumber(number(place, name));
    if (!Number.isInteger(places) || places < -20 || places > 100) {
      throw badValue(`cannot apply ${name} with precision value ${places}`);
    }
    if (isWhole(given) && places >= 0) {
      return given;
    }
    const scaled = Number(`${round(Number(`${toNumber(given)}e${places}`))}e${-places}`);
    return isWhole(given) ? scaled : asDouble(scaled);
  });
}

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
  $abs: withArguments(1, 1, absolute),
  $ceil: rounded("$ceil", Math.ceil),
  $floor: rounded("$floor", Math.floor),
  $round: atPlace("$round", roundHalfEven),
  $trunc: atPlace("$trunc", Math.trunc),
};
