import { shown } from "../bson/shown.ts";
import { BSONRegExp, MaxKey, MinKey } from "bson";
import { compareValues, equalValues, sameType } from "../bson/compare.ts";
import { typeByAlias, typeByNumber, typeName, type TypeName } from "../bson/typeNames.ts";
import {
  isArray,
  isDocument,
  isNumeric,
  isTruthy,
  toInteger,
  toNumber,
  type Document,
  type Maybe,
  type Value,
} from "../bson/values.ts";
import { badValue, failedToParse } from "../errors.ts";
import { compileRegExp, regExpFrom } from "./regExp.ts";
import type { LeafTest } from "./reach.ts";

/** What an operator demands of the values that a path reaches. */
export interface Leaf {
  test: LeafTest;
  expand: boolean;
  /** Holds where the test holds for none. */
  negated?: boolean;
}

type LeafOperator = (operand: Value, siblings: Document) => Leaf;

export function equality(operand: Value): LeafTest {
  if (operand === null) {
    return (value) => value === undefined || value === null;
  }
  return (value) => value !== undefined && equalValues(value, operand);
}

function comparison(holds: (order: number) => boolean): LeafOperator {
  return (operand) => {
    if (operand instanceof BSONRegExp) {
      throw badValue("Can't have RegEx as arg to predicate over field");
    }
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

/** What one member of `$in` accepts: a value or whatever a regular expression finds. */
function membership(operand: Value, name: string): LeafTest {
  if (!isArray(operand)) {
    throw badValue(`${name} needs an array`);
  }
  const patterns: RegExp[] = [];
  const texts = new Set<string>();
  const others: LeafTest[] = [];
  for (const member of operand) {
    if (member instanceof BSONRegExp) {
      patterns.push(compileRegExp(member.pattern, member.options));
      others.push((value) => value instanceof BSONRegExp && equalValues(value, member));
    } else if (typeof member === "string") {
      texts.add(member);
    } else {
      refuseOperators(member, name);
      others.push(equality(member));
    }
  }
  return (value) =>
    (typeof value === "string" &&
      (texts.has(value) || patterns.some((pattern) => pattern.test(value)))) ||
    others.some((accepts) => accepts(value));
}

function refuseOperators(member: Value, name: string): void {
  if (isDocument(member) && member.keys().next().value?.startsWith("$")) {
    throw badValue(`cannot nest $ under ${name}`);
  }
}

function regExpTest(pattern: RegExp): LeafTest {
  return (value) =>
    typeof value === "string"
      ? pattern.test(value)
      : value instanceof BSONRegExp && value.pattern === pattern.source;
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

function modulo(operand: Value): LeafTest {
  const [divisor, remainder] = isArray(operand) ? operand : [];
  if (!isArray(operand) || operand.length !== 2 || !isNumeric(divisor) || !isNumeric(remainder)) {
    throw badValue("malformed mod, needs to be an array of two numbers");
  }
  const by = Math.trunc(toNumber(divisor));
  const rest = Math.trunc(toNumber(remainder));
  if (by === 0 || !Number.isSafeInteger(by) || !Number.isSafeInteger(rest)) {
    throw badValue("divisor cannot be 0");
  }
  return (value) => {
    if (!isNumeric(value) || !Number.isFinite(toNumber(value))) {
      return false;
    }
    // Adding zero makes one zero of two.
    return (Math.trunc(toNumber(value)) % by) + 0 === rest + 0;
  };
}

function size(operand: Value): LeafTest {
  const wanted = toInteger(operand);
  if (wanted === undefined || wanted < 0) {
    throw failedToParse("$size must be a whole number that is not negative");
  }
  return (value) => isArray(value) && value.length === wanted;
}

/** Operators of a field that look at one value at a time. */
export const leafOperators: Readonly<Record<string, LeafOperator>> = {
  $eq: (operand) => ({ expand: true, test: equality(operand) }),
  $ne: (operand) => {
    if (operand instanceof BSONRegExp) {
      throw badValue("Can't have regex as arg to $ne.");
    }
    return { expand: true, negated: true, test: equality(operand) };
  },
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
  $regex: (operand, siblings) => ({
    expand: true,
    test: regExpTest(regExpFrom(operand, siblings.get("$options"))),
  }),
  $mod: (operand) => ({ expand: true, test: modulo(operand) }),
  $size: (operand) => ({ expand: false, test: size(operand) }),
};

/** A field compared with a plain value: equality, or a search for a regular expression. */
export function plainLeaf(operand: Value): Leaf {
  if (operand instanceof BSONRegExp) {
    return { expand: true, test: regExpTest(compileRegExp(operand.pattern, operand.options)) };
  }
  return { expand: true, test: equality(operand) };
}
