import { MaxKey, MinKey } from "bson";
import { KeyWriter, typeByteOf } from "../bson/orderedKey.ts";
import { isArray, type Value } from "../bson/values.ts";
import type { Condition } from "../matching/parseFilter.ts";
import { afterPrefix, type KeyRange } from "../storage/reader.ts";

interface Limit {
  value: Value;
  inclusive: boolean;
}

/** What the conditions on one path say about where its values lie. */
export type FieldBounds =
  | { kind: "points"; values: Value[] }
  | { kind: "range"; type: number; low?: Limit; high?: Limit };

/** Values that an index holds as they are: arrays are held by their elements, the others match in ways of their own. */
const isPoint = (value: Value): boolean =>
  !isArray(value) && !(value instanceof MinKey) && !(value instanceof MaxKey);

/** `undefined` where an index on the path would not narrow the search. */
export function fieldBounds(
  conditions: readonly Condition[],
  path: string,
  options: { isMultikey: boolean },
): FieldBounds | undefined {
  const own = conditions.filter((condition) => condition.path === path);
  for (const { operator, operand } of own) {
    if (operator === "$eq" && isPoint(operand)) {
      return { kind: "points", values: [operand] };
    }
    if (operator === "$in" && isArray(operand) && operand.every(isPoint)) {
      return { kind: "points", values: operand };
    }
  }
  let range: Extract<FieldBounds, { kind: "range" }> | undefined;
  for (const { operator, operand } of own) {
    const side = sides[operator];
    if (!side || operand === null || !isPoint(operand)) {
      continue;
    }
    range ??= { kind: "range", type: typeByteOf(operand) };
    // Of an array, one element may satisfy one condition and another the other.
    const isTaken = options.isMultikey && (range.low ?? range.high) !== undefined;
    if (range.type === typeByteOf(operand) && !isTaken) {
      range[side.end] ??= { value: operand, inclusive: side.inclusive };
    }
  }
  return range;
}

const sides: Readonly<Record<string, { end: "low" | "high"; inclusive: boolean }>> = {
  $gt: { end: "low", inclusive: false },
  $gte: { end: "low", inclusive: true },
  $lt: { end: "high", inclusive: false },
  $lte: { end: "high", inclusive: true },
};

const shared = new KeyWriter();

const encode = (prefix: Buffer, value: Value, direction: 1 | -1): Buffer => {
  const writer = shared.truncate(0).raw(prefix);
  return (direction > 0 ? writer.value(value) : writer.descending(value)).take();
};

/** The prefix of all keys that go on with one of the points. */
export const pointPrefixes = (prefix: Buffer, values: Value[], direction: 1 | -1): Buffer[] => {
  const [only] = values;
  if (only !== undefined && values.length === 1) {
    return [encode(prefix, only, direction)];
  }
  const distinct = new Map<string, Buffer>();
  for (const value of values) {
    const key = encode(prefix, value, direction);
    distinct.set(key.toString("latin1"), key);
  }
  return [...distinct.values()];
};

export function keyRange(
  prefix: Buffer,
  range: Extract<FieldBounds, { kind: "range" }>,
  direction: 1 | -1,
): KeyRange {
  const type = direction > 0 ? range.type : 0xff ^ range.type;
  // In a descending field the high values come first.
  const [first, last] = direction > 0 ? [range.low, range.high] : [range.high, range.low];
  const ofType = (byte: number) => Buffer.concat([prefix, Buffer.from([byte])]);
  const at = (limit: Limit, beyond: boolean) => {
    const key = encode(prefix, limit.value, direction);
    return beyond ? afterPrefix(key) : key;
  };
  return {
    low: first ? at(first, !first.inclusive) : ofType(type),
    high: last ? at(last, last.inclusive) : ofType(type + 1),
  };
}
