import { addExactly } from "../bson/arithmetic.ts";
import { compareValues } from "../bson/compare.ts";
import { typeName } from "../bson/typeNames.ts";
import { isNumeric, type Maybe, type Value } from "../bson/values.ts";
import { badValue, typeMismatch } from "../errors.ts";
import { copyOf } from "./location.ts";

/** What becomes of a field: its new value, or `undefined` where it stays as it is. */
export type FieldChange = (current: Maybe) => Maybe;

/** Checks the argument once and gives the change to make. */
type FieldOperator = (argument: Value, path: string) => FieldChange;

function increment(argument: Value, path: string): FieldChange {
  if (!isNumeric(argument)) {
    throw typeMismatch(
      `Cannot increment with non-numeric argument: {${path}: ${typeName(argument)}}`,
    );
  }
  return (current) => {
    if (current === undefined) {
      return argument;
    }
    if (!isNumeric(current)) {
      throw typeMismatch(
        `Cannot apply $inc to a value of non-numeric type. The field '${path}' has ${typeName(current)}`,
      );
    }
    const result = addExactly(current, argument);
    if (result === undefined) {
      throw badValue(`Failed to apply $inc operations to current value of '${path}'`);
    }
    return result;
  };
}

const set: FieldOperator = (argument) => () => copyOf(argument);

/** All but `$unset`. */
export const fieldOperators: Readonly<Record<string, FieldOperator>> = {
  $set: set,
  $setOnInsert: set,
  $inc: increment,
  $max: (argument) => (current) =>
    current === undefined || compareValues(argument, current) > 0 ? copyOf(argument) : undefined,
};
