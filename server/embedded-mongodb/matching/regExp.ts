import { BSONRegExp } from "bson";
import { CommandError, badValue } from "../errors.ts";
import type { Value } from "../bson/values.ts";

const MAX_PATTERN = 32_764;

export function compileRegExp(pattern: string, options: string): RegExp {
  if (pattern.length > MAX_PATTERN) {
    throw new CommandError(51091, "Regular expression is invalid: too long");
  }
  for (const option of options) {
    if (!"imsu".includes(option)) {
      throw badValue(`the regular expression option '${option}' is not supported by this engine`);
    }
  }
  try {
    // Code points as in MongoDB; patterns that only JavaScript's stricter mode refuses still work.
    return withUnicode(pattern, options.replaceAll("u", ""));
  } catch (fault) {
    throw new CommandError(51091, `Regular expression is invalid: ${String(fault)}`);
  }
}

function withUnicode(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, `${flags}u`);
  } catch {
    return new RegExp(pattern, flags);
  }
}

/** A pattern given as a regular expression or as a string, with its `$options`. */
export function regExpFrom(pattern: Value, options: Value | undefined): RegExp {
  if (options !== undefined && typeof options !== "string") {
    throw badValue("$options has to be a string");
  }
  if (pattern instanceof BSONRegExp) {
    if (options !== undefined && pattern.options !== "") {
      throw new CommandError(51075, "options set in both $regex and $options");
    }
    return compileRegExp(pattern.pattern, options ?? pattern.options);
  }
  if (typeof pattern === "string") {
    return compileRegExp(pattern, options ?? "");
  }
  throw badValue("$regex has to be a string");
}
