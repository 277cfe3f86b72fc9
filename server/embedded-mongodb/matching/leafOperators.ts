import { BSONRegExp, MaxKey, MinKey } from "bson";
import { compareValues, equalValues, sameType } from "../bson/compare.ts";
import { shown } from "../bson/shown.ts";
import { typeByAlias, typeByNumber, typeName, type TypeName } from "../bson/typeNames.ts";
import {
  isArray,
  isDocument,
  isNumeric,
  isTruthy,
  toInteger,
  toNumber,
  type Maybe,
  type Value,
} from "../bson/values.ts";
import { badValue, failedToParse } from "../errors.ts";
import type { LeafTest } from "./reach.ts";

/** What an operator demands of the values that a path reaches. */
export interface Leaf {
  test: LeafTest;
  expand: boolean;
  /** Holds where the test holds for none. */
  negated?: boolean;
}

type LeafOperator = (operand: Value) => Leaf;

function equality(operand: Value): LeafTest {
  refuseRegExp(operand);
  if (operand === null) {
    return (value) => value === undefined || value === null;
  }
  return (value) => value !== undefined && equalValues(value, operand);
}

function comparison(holds: (order: number) => boolean): LeafOperator {
  return (operand) => {
    refuseRegExp(operand);
    const isNaNOperand = isNaNValue(operand);
    return {
      expand: true,
      test: (value) => {
        if (operand instanceof MinKey || operand instanceof MaxKey) {
          return value !== undefined && holds(compareValues(value, operand));
        }
        if (operand === null) {
          return (value === undefined || value === null) && holds(0);
        }
        if (value === undefined || !sameType(value, operand)) {
          return false;
        }
        // NaN is equal to itself and neither above nor below anything.
        if (isNaNOperand !== isNaNValue(value)) {
          return false;
        }
        return holds(compareValues(value, operand));
      },
    };
  };
}

const isNaNValue = (value: Maybe): boolean => isNumeric(value) && Number.isNaN(toNumber(value));

function membership(operand: Value, name: string): LeafTest {
  if (!isArray(operand)) {
    throw badValue(`${name} needs an array`);
  }
  const texts = new Set<string>();
  const others: LeafTest[] = [];
  for (const member of operand) {
    if (typeof member === "string") {
      texts.add(member);
    } else {
      refuseOperators(member, name);
      others.push(equality(member));
    }
  }
  return (value) =>
    (typeof value === "string" && texts.has(value)) || others.some((accepts) => accepts(value));
}

function refuseOperators(member: Value, name: string): void {
  if (isDocument(member) && member.keys().next().value?.startsWith("$")) {
    throw badValue(`cannot nest $ under ${name}`);
  }
}

function typesFrom(operand: Value): (TypeName | "number")[] {
  const given = isArray(operand) ? operand : [operand];
  if (given.length === 0) {
    throw failedToParse("$type must match at least one type");
  }
  return given.map((alias) => {
    if (alias === "number") {
      return "number";
    }
    const name =
      typeof alias === "string" ? typeByAlias(alias) : typeByNumber(toInteger(alias) ?? Number.NaN);
    if (name === undefined) {
      throw badValue(`Unknown type name alias or code: ${shown(alias)}`);
    }
    return name;
  });
}

/** Operators of a field that look at one value at a time. */
export const leafOperators: Readonly<Record<string, LeafOperator>> = {
  $eq: (operand) => ({ expand: true, test: equality(operand) }),
  $ne: (operand) => ({ expand: true, negated: true, test: equality(operand) }),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $in: (operand) => ({ expand: true, test: membership(operand, "$in") }),
  $nin: (operand) => ({ expand: true, negated: true, test: membership(operand, "$nin") }),
  $exists: (operand) => ({
    expand: false,
    negated: !isTruthy(operand),
    test: (value) => value !== undefined,
  }),
  $type: (operand) => {
    const names = new Set<string>(typesFrom(operand));
    return {
      expand: true,
      test: (value) =>
        value !== undefined &&
        (names.has(typeName(value)) || (names.has("number") && isNumeric(value))),
    };
  },
};

const refuseRegExp = (operand: Value): void => {
  if (operand instanceof BSONRegExp) {
    throw badValue("searching by regular expressions is not supported by this engine");
  }
};
