import { Long } from "bson";
import { asDouble, isInt32, toNumber, type Numeric } from "./values.ts";

const isWhole = (value: Numeric): value is number | Long =>
  value instanceof Long || (typeof value === "number" && isInt32(value));

const toBigInt = (value: number | Long): bigint =>
  typeof value === "number" ? BigInt(value) : value.toBigInt();

const inDoubles = (left: Numeric, right: Numeric): Numeric =>
  asDouble(toNumber(left) + toNumber(right));

/** In the narrowest type that holds the sum, but never narrower than what is added; `undefined` where whole numbers leave 64 bits. */
export function addExactly(left: Numeric, right: Numeric): Numeric | undefined {
  if (!isWhole(left) || !isWhole(right)) {
    return inDoubles(left, right);
  }
  const sum = toBigInt(left) + toBigInt(right);
  if (BigInt.asIntN(64, sum) !== sum) {
    return undefined;
  }
  const small = Number(sum);
  const isNarrow = isInt32(small) && !(left instanceof Long) && !(right instanceof Long);
  return isNarrow ? small : Long.fromBigInt(sum);
}

/** Whole numbers turn into doubles where they leave 64 bits. */
export const add = (left: Numeric, right: Numeric): Numeric =>
  addExactly(left, right) ?? inDoubles(left, right);
