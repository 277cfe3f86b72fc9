import { ObjectId } from "bson";
import { typeName } from "../bson/typeNames.ts";
import { isNumeric, type Maybe } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { isNullish, withArguments, withList, type Operator } from "./expression.ts";

/** `undefined` for null and nothing. */
function asText(value: Maybe): string | undefined {
  if (isNullish(value)) {
    return undefined;
  }
  if (typeof value === "string") {
    return value;
  }
  if (typeof value === "boolean" || isNumeric(value)) {
    return String(value);
  }
  if (value instanceof ObjectId) {
    return value.toHexString();
  }
  if (value instanceof Date) {
    return value.toISOString();
  }
  throw new CommandError(
    241,
    `Unsupported conversion from ${typeName(value)} to string in $convert`,
  );
}

function concatenate(values: Maybe[]): Maybe {
  if (values.some(isNullish)) {
    return null;
  }
  return values.map(string).join("");
}

function string(value: Maybe): string {
  if (typeof value !== "string") {
    throw new CommandError(16702, `$concat only supports strings, not ${typeName(value)}`);
  }
  return value;
}

// Other letters stay as they are, in MongoDB too.
const lower = (value: string) => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const upper = (value: string) => value.replace(/[a-z]/g, (letter) => letter.toUpperCase());

export const textOperators: Readonly<Record<string, Operator>> = {
  $concat: withList(concatenate),
  $toLower: withArguments(1, 1, (value) => lower(asText(value) ?? "")),
  $toUpper: withArguments(1, 1, (value) => upper(asText(value) ?? "")),
  $toString: withArguments(1, 1, (value) => asText(value) ?? null),
  $type: withArguments(1, 1, typeName),
};
