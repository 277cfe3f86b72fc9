import { orderedKey } from "../bson/orderedKey.ts";
import { typeName } from "../bson/typeNames.ts";
import { isArray, isTruthy, type Maybe, type Value } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { isNullish, withArguments, withList, type Operator } from "./expression.ts";

/** The members by their bytes in order, so that equal ones are one. */
function setOf(value: Maybe, name: string): Map<string, Value> {
  if (!isArray(value)) {
    throw new CommandError(17048, `All operands of ${name} must be arrays, not ${typeName(value)}`);
  }
  return new Map(value.map((member) => [orderedKey(member).toString("latin1"), member]));
}

const members = (set: Map<string, Value>): Value[] =>
  [...set].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, member]) => member);

function union(values: Maybe[]): Maybe {
  if (values.some(isNullish)) {
    return null;
  }
  return members(new Map(values.flatMap((value) => [...setOf(value, "$setUnion")])));
}

function intersection(values: Maybe[]): Maybe {
  if (values.some(isNullish)) {
    return null;
  }
  const [first = new Map<string, Value>(), ...others] = values.map((value) =>
    setOf(value, "$setIntersection"),
  );
  return members(new Map([...first].filter(([key]) => others.every((other) => other.has(key)))));
}

function difference(left: Maybe, right: Maybe): Maybe {
  if (isNullish(left) || isNullish(right)) {
    return null;
  }
  const gone = setOf(right, "$setDifference");
  return [...setOf(left, "$setDifference")]
    .filter(([key]) => !gone.has(key))
    .map(([, member]) => member);
}

function isSubset(left: Maybe, right: Maybe): Maybe {
  const within = setOf(right, "$setIsSubset");
  return [...setOf(left, "$setIsSubset").keys()].every((key) => within.has(key));
}

export const setOperators: Readonly<Record<string, Operator>> = {
  $setUnion: withList(union),
  $setIntersection: withList(intersection),
  $setDifference: withArguments(2, 2, difference),
  $setIsSubset: withArguments(2, 2, isSubset),
  $allElementsTrue: withArguments(
    1,
    1,
    (value) => isArray(value) && value.every((element) => isTruthy(element)),
  ),
  $anyElementTrue: withArguments(
    1,
    1,
    (value) => isArray(value) && value.some((element) => isTruthy(element)),
  ),
};
