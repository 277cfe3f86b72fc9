import { add } from "../bson/arithmetic.ts";
import { compareValues } from "../bson/compare.ts";
import { orderedKey } from "../bson/orderedKey.ts";
import {
  asDouble,
  isArray,
  isDocument,
  isNumeric,
  toNumber,
  type Maybe,
  type Numeric,
  type Value,
} from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { withList, type Operator } from "../expressions/expression.ts";
import { isNullish } from "../expressions/expression.ts";
import { mergeObjects } from "../expressions/objectOperators.ts";

export interface Accumulator {
  add(value: Maybe): void;
  result(): Value;
  /** Whether it holds on to what it is given, so that its size counts. */
  keeps?: true;
}

function sum(): Accumulator {
  let total: Numeric = 0;
  return {
    add(value) {
      if (isNumeric(value)) {
        total = add(total, value);
      }
    },
    result: () => total,
  };
}

function average(): Accumulator {
  let [total, count] = [0, 0];
  return {
    add(value) {
      if (isNumeric(value)) {
        total += toNumber(value);
        count += 1;
      }
    },
    result: () => (count === 0 ? null : asDouble(total / count)),
  };
}

const extreme = (isBetter: (order: number) => boolean) => (): Accumulator => {
  let best: Maybe;
  return {
    add(value) {
      if (!isNullish(value) && (best === undefined || isBetter(compareValues(value, best)))) {
        best = value;
      }
    },
    result: () => best ?? null,
  };
};

function first(): Accumulator {
  let found: { value: Value } | undefined;
  return {
    add(value) {
      found ??= { value: value ?? null };
    },
    result: () => found?.value ?? null,
  };
}

function last(): Accumulator {
  let latest: Value = null;
  return {
    add(value) {
      latest = value ?? null;
    },
    result: () => latest,
  };
}

function push(): Accumulator {
  const values: Value[] = [];
  return {
    keeps: true,
    add(value) {
      if (value !== undefined) {
        values.push(value);
      }
    },
    result: () => values,
  };
}

function addToSet(): Accumulator {
  const values = new Map<string, Value>();
  return {
    keeps: true,
    add(value) {
      if (value !== undefined) {
        values.set(orderedKey(value).toString("latin1"), value);
      }
    },
    result: () => [...values.values()],
  };
}

function merge(): Accumulator {
  let merged: Value = new Map();
  return {
    keeps: true,
    add(value) {
      merged = mergeObjects([isDocument(merged) ? merged : undefined, value]);
    },
    result: () => merged,
  };
}

/** The accumulators of `$group`. */
export const accumulators: Readonly<Record<string, () => Accumulator>> = {
  $sum: sum,
  $avg: average,
  $min: extreme((order) => order < 0),
  $max: extreme((order) => order > 0),
  $first: first,
  $last: last,
  $push: push,
  $addToSet: addToSet,
  $mergeObjects: merge,
  $count: sum,
};

const over = (make: () => Accumulator): Operator =>
  withList((values) => {
    const accumulator = make();
    const [only] = values;
    for (const value of values.length === 1 && isArray(only) ? only : values) {
      accumulator.add(value);
    }
    return accumulator.result();
  });

/** Those that also work as expressions, on a list or an array. */
export const accumulatorExpressions: Readonly<Record<string, Operator>> = {
  $sum: over(sum),
  $avg: over(average),
  $min: over(extreme((order) => order < 0)),
  $max: over(extreme((order) => order > 0)),
};

export const refuseUnknown = (name: string): CommandError =>
  new CommandError(15952, `unknown group operator '${name}'`);
