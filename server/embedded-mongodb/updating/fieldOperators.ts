import { Timestamp } from "bson";
import { addExactly, multiplyExactly } from "../bson/arithmetic.ts";
import { compareValues } from "../bson/compare.ts";
import { typeName } from "../bson/typeNames.ts";
import { isDocument, isNumeric, type Maybe, type Numeric, type Value } from "../bson/values.ts";
import { badValue, typeMismatch } from "../errors.ts";
import { copyOf } from "./location.ts";

/** What becomes of a field: its new value, or `undefined` where it stays as it is. */
export type FieldChange = (current: Maybe) => Maybe;

/** Checks the argument once and gives the change to make. */
export type FieldOperator = (argument: Value, path: string) => FieldChange;

function arithmetic(
  name: string,
  verb: string,
  calculate: (left: Numeric, right: Numeric) => Numeric | undefined,
  initial: (argument: Numeric) => Maybe,
): FieldOperator {
  return (argument, path) => {
    if (!isNumeric(argument)) {
      throw typeMismatch(
        `Cannot ${verb} with non-numeric argument: {${path}: ${typeName(argument)}}`,
      );
    }
    return (current) => {
      if (current === undefined) {
        return initial(argument);
      }
      if (!isNumeric(current)) {
        throw typeMismatch(
          `Cannot apply ${name} to a value of non-numeric type. The field '${path}' has ${typeName(current)}`,
        );
      }
      const result = calculate(current, argument);
      if (result === undefined) {
        throw badValue(`Failed to apply ${name} operations to current value of '${path}'`);
      }
      return result;
    };
  };
}

const extreme =
  (isBetter: (order: number) => boolean): FieldOperator =>
  (argument) =>
  (current) =>
    current === undefined || isBetter(compareValues(argument, current))
      ? copyOf(argument)
      : undefined;

function currentDate(argument: Value): FieldChange {
  const wanted = isDocument(argument)
    ? argument.get("$type")
    : argument === true
      ? "date"
      : undefined;
  if (isDocument(argument) && argument.size !== 1) {
    throw badValue(
      "Only valid options for $currentDate are {$type: 'date'} and {$type: 'timestamp'}",
    );
  }
  if (typeof argument === "boolean" || wanted === "date") {
    return () => new Date();
  }
  if (wanted === "timestamp") {
    return () => new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
  }
  throw badValue("The '$type' string field is required to be 'date' or 'timestamp'");
}

export const fieldOperators: Readonly<Record<string, FieldOperator>> = {
  $set: (argument) => () => copyOf(argument),
  $inc: arithmetic("$inc", "increment", addExactly, (argument) => argument),
  $mul: arithmetic("$mul", "multiply", multiplyExactly, (argument) => multiplyExactly(0, argument)),
  $min: extreme((order) => order < 0),
  $max: extreme((order) => order > 0),
  $currentDate: currentDate,
};
