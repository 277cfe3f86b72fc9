import { BSONRegExp } from "bson";
import { typeName } from "../bson/typeNames.ts";
import { isDocument, toInteger, type Maybe } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { regExpFrom } from "../matching/regExp.ts";
import { isNullish, withArguments, withList, type Operator } from "./expression.ts";
import { asText } from "./typeOperators.ts";

function text(value: Maybe, name: string, code: number): string {
  if (typeof value !== "string") {
    throw new CommandError(code, `${name} only supports strings, not ${typeName(value)}`);
  }
  return value;
}

// Other letters stay as they are, in MongoDB too.
const lower = (value: string) => value.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
const upper = (value: string) => value.replace(/[a-z]/g, (letter) => letter.toUpperCase());

function substring(value: Maybe, start: Maybe, count: Maybe): Maybe {
  const [from, length] = [toInteger(start), toInteger(count)];
  if (from === undefined || length === undefined || from < 0) {
    throw new CommandError(34450, "$substrCP needs whole numbers that are not negative");
  }
  const points = Array.from(asText(value) ?? "");
  return points.slice(from, length < 0 ? undefined : from + length).join("");
}

function split(value: Maybe, by: Maybe): Maybe {
  if (isNullish(value) || isNullish(by)) {
    return null;
  }
  const separator = text(by, "$split", 40086);
  if (separator === "") {
    throw new CommandError(40087, "$split requires a non-empty separator");
  }
  return text(value, "$split", 40085).split(separator);
}

const trim: Operator = (argument, { name, variables, parse }) => {
  const input = isDocument(argument) ? argument.get("input") : undefined;
  if (input === undefined || !isDocument(argument) || argument.size !== 1) {
    throw new CommandError(50695, `${name} needs 'input'; 'chars' is not supported by this engine`);
  }
  const expression = parse(input, variables);
  return (scope) => {
    const value = expression(scope);
    return isNullish(value) ? null : text(value, name, 50699).trim();
  };
};

const regexMatch: Operator = (argument, { name, variables, parse }) => {
  if (!isDocument(argument)) {
    throw new CommandError(51103, `${name} expects an object of named arguments`);
  }
  for (const given of argument.keys()) {
    if (!["input", "regex", "options"].includes(given)) {
      throw new CommandError(31024, `${name} found an unknown argument: ${given}`);
    }
  }
  const [input, regex, options] = ["input", "regex", "options"].map((part) =>
    parse(argument.get(part) ?? null, variables),
  );
  return (scope) => {
    const [value, pattern, flags] = [input?.(scope), regex?.(scope), options?.(scope)];
    if (isNullish(value) || isNullish(pattern)) {
      return false;
    }
    if (typeof pattern !== "string" && !(pattern instanceof BSONRegExp)) {
      throw new CommandError(51105, `${name} needs 'regex' to be a string or a regular expression`);
    }
    return regExpFrom(pattern, flags ?? undefined).test(text(value, name, 51104));
  };
};

export const textOperators: Readonly<Record<string, Operator>> = {
  $concat: withList((values) =>
    values.some(isNullish) ? null : values.map((value) => text(value, "$concat", 16702)).join(""),
  ),
  $toLower: withArguments(1, 1, (value) => lower(asText(value) ?? "")),
  $toUpper: withArguments(1, 1, (value) => upper(asText(value) ?? "")),
  $strLenCP: withArguments(1, 1, (value) => Array.from(text(value, "$strLenCP", 34471)).length),
  $strLenBytes: withArguments(1, 1, (value) =>
    Buffer.byteLength(text(value, "$strLenBytes", 34473)),
  ),
  $substrCP: withArguments(3, 3, substring),
  $split: withArguments(2, 2, split),
  $trim: trim,
  $regexMatch: regexMatch,
};
