import { ObjectId } from "bson";
import { isArray, isDocument, isNumeric, type Maybe } from "./values.ts";

/** A value as messages show it, in the manner of MongoDB's shell. */
export function shown(value: Maybe): string {
  if (value === undefined) {
    return "missing";
  }
  if (value === null || typeof value === "boolean" || isNumeric(value)) {
    return String(value);
  }
  if (isDocument(value)) {
    return `{ ${Array.from(value, ([name, inner]) => `${name}: ${shown(inner)}`).join(", ")} }`;
  }
  if (isArray(value)) {
    return `[ ${value.map(shown).join(", ")} ]`;
  }
  if (value instanceof ObjectId) {
    return `ObjectId('${value.toHexString()}')`;
  }
  return value instanceof Date ? `new Date(${value.getTime()})` : JSON.stringify(value);
}
