import { orderedKey, typeByteOf } from "./orderedKey.ts";
import type { Maybe } from "./values.ts";

/** MongoDB's order over all types; a missing value is equal to null. */
export function compareValues(left: Maybe, right: Maybe): number {
  if (left === right) {
    return 0;
  }
  if (typeof left === "number" && typeof right === "number") {
    // NaN is not equal to itself, but here it must be, below every number: the keys know.
    if (left < right) {
      return -1;
    }
    if (left > right) {
      return 1;
    }
    if (left === right) {
      return 0;
    }
  } else if (
    typeof left === "string" &&
    typeof right === "string" &&
    isAscii(left) &&
    isAscii(right)
  ) {
    return left < right ? -1 : 1;
  } else if (left instanceof Date && right instanceof Date) {
    return Math.sign(left.getTime() - right.getTime());
  }
  const types = typeByteOf(left) - typeByteOf(right);
  if (types !== 0) {
    return Math.sign(types);
  }
  return Buffer.compare(orderedKey(left), orderedKey(right));
}

/** Only within ASCII is JavaScript's order of strings surely that of their UTF-8 bytes. */
const isAscii = (text: string): boolean => /^[\x01-\x7f]*$/.test(text);

export const equalValues = (left: Maybe, right: Maybe): boolean => compareValues(left, right) === 0;

/** Two values between which `$gt` and its like may hold: those of one type, to MongoDB. */
export const sameType = (left: Maybe, right: Maybe): boolean =>
  typeByteOf(left) === typeByteOf(right);
