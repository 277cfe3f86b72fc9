import { isInt32, type Maybe } from "./values.ts";

const numberOfType = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  javascript: 13,
  int: 16,
  timestamp: 17,
  long: 18,
  maxKey: 127,
  minKey: -1,
} as const;

export type TypeName = keyof typeof numberOfType;

const isTypeName = (name: string): name is TypeName => Object.hasOwn(numberOfType, name);

const names = Object.keys(numberOfType).filter(isTypeName);

export const typeByAlias = (alias: string): TypeName | undefined =>
  isTypeName(alias) ? alias : undefined;

export const typeByNumber = (number: number): TypeName | undefined =>
  names.find((name) => numberOfType[name] === number);

const nameOfTag = {
  ObjectId: "objectId",
  Double: "double",
  Timestamp: "timestamp",
  Long: "long",
  Binary: "binData",
  BSONRegExp: "regex",
  Code: "javascript",
  MinKey: "minKey",
  MaxKey: "maxKey",
} as const;

/** MongoDB's name of a value's type, as `$type` gives it. */
export function typeName(value: Maybe): TypeName | "missing" {
  switch (typeof value) {
    case "undefined":
      return "missing";
    case "string":
      return "string";
    case "boolean":
      return "bool";
    case "number":
      return isInt32(value) ? "int" : "double";
    default:
  }
  if (value === null) {
    return "null";
  }
  if (value instanceof Map) {
    return "object";
  }
  if (Array.isArray(value)) {
    return "array";
  }
  if (value instanceof Date) {
    return "date";
  }
  return nameOfTag[value._bsontype];
}
