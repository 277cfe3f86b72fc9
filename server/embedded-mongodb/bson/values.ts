import type { Binary, BSONRegExp, Code, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import { Double, Long } from "bson";

/** A map and not an object: fields keep their order, whatever their names, and no name is special. */
export type Document = Map<string, Value>;

/** A plain number is the int32 or the double that `bson` makes of it; `Double` is kept where that would guess wrong. */
export type Value =
  | null
  | boolean
  | number
  | string
  | Date
  | Double
  | Long
  | ObjectId
  | Binary
  | Timestamp
  | BSONRegExp
  | Code
  | MinKey
  | MaxKey
  | Value[]
  | Map<string, Value>;

/** `undefined` stands for a field that is not there. */
export type Maybe = Value | undefined;

export type Numeric = number | Double | Long;

export const isDocument = (value: unknown): value is Document => value instanceof Map;

export const isArray = (value: Maybe): value is Value[] => Array.isArray(value);

export const isNumeric = (value: unknown): value is Numeric =>
  typeof value === "number" || value instanceof Double || value instanceof Long;

/** May lose the last digits of a Long beyond 2^53. */
export const toNumber = (value: Numeric): number =>
  typeof value === "number" ? value : value instanceof Double ? value.value : value.toNumber();

/** The value of a number that must be whole, as a limit or a position; `undefined` if it is not. */
export const toInteger = (value: Maybe): number | undefined => {
  if (!isNumeric(value)) {
    return undefined;
  }
  const number = toNumber(value);
  return Number.isSafeInteger(number) ? number : undefined;
};

export const isInt32 = (value: number): boolean =>
  Number.isInteger(value) && value >= -0x80000000 && value <= 0x7fffffff && !Object.is(value, -0);

/** A double that stays one although it is whole. */
export const asDouble = (value: number): Numeric => (isInt32(value) ? new Double(value) : value);

export const document = (fields: Record<string, Maybe>): Document => {
  const made: Document = new Map();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) {
      made.set(name, value);
    }
  }
  return made;
};

/** How deep documents and arrays may nest, as in MongoDB. */
export const MAX_DEPTH = 200;

export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

export const isTruthy = (value: Maybe): boolean =>
  value !== undefined &&
  value !== null &&
  value !== false &&
  !(isNumeric(value) && toNumber(value) === 0);
