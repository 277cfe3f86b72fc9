import { Double, Long } from "bson";
import { asDouble, isInt32, toNumber, type Numeric } from "./values.ts";

export const isWhole = (value: Numeric): value is number | Long =>
  value instanceof Long || (typeof value === "number" && isInt32(value));

const toBigInt = (value: number | Long): bigint =>
  typeof value === "number" ? BigInt(value) : value.toBigInt();

/** The narrowest type that holds the result, but never narrower than an operand; `undefined` beyond 64 bits. */
function whole(result: bigint, operands: readonly Numeric[]): Numeric | undefined {
  if (BigInt.asIntN(64, result) !== result) {
    return undefined;
  }
  const small = Number(result);
  return isInt32(small) && !operands.some((operand) => operand instanceof Long)
    ? small
    : Long.fromBigInt(result);
}

type Calculation = {
  double: (left: number, right: number) => number;
  whole: (left: bigint, right: bigint) => bigint;
};

/** `undefined` where whole numbers leave 64 bits. */
function calculate(left: Numeric, right: Numeric, by: Calculation): Numeric | undefined {
  return isWhole(left) && isWhole(right)
    ? whole(by.whole(toBigInt(left), toBigInt(right)), [left, right])
    : asDouble(by.double(toNumber(left), toNumber(right)));
}

const orDouble =
  (by: Calculation) =>
  (left: Numeric, right: Numeric): Numeric =>
    calculate(left, right, by) ?? asDouble(by.double(toNumber(left), toNumber(right)));

const sum: Calculation = { double: (a, b) => a + b, whole: (a, b) => a + b };
const difference: Calculation = { double: (a, b) => a - b, whole: (a, b) => a - b };
const product: Calculation = { double: (a, b) => a * b, whole: (a, b) => a * b };

/** `undefined` where the sum leaves 64 bits. */
export const addExactly = (left: Numeric, right: Numeric) => calculate(left, right, sum);
export const multiplyExactly = (left: Numeric, right: Numeric) => calculate(left, right, product);

/** Whole numbers turn into doubles where they leave 64 bits. */
export const add = orDouble(sum);
export const subtract = orDouble(difference);
export const multiply = orDouble(product);

export const divide = (left: Numeric, right: Numeric): Numeric =>
  asDouble(toNumber(left) / toNumber(right));

export function remainder(left: Numeric, right: Numeric): Numeric {
  if (isWhole(left) && isWhole(right)) {
    return whole(toBigInt(left) % toBigInt(right), [left, right]) ?? new Double(0);
  }
  return asDouble(toNumber(left) % toNumber(right));
}
