import { typeName } from "../bson/typeNames.ts";
import { isDocument, type Maybe } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { isNullish, withArguments, type Operator } from "./expression.ts";

function dateOf(value: Maybe, name: string): Date {
  if (!(value instanceof Date)) {
    throw new CommandError(16006, `${name} can't convert from type ${typeName(value)} to Date`);
  }
  return value;
}

const part = (name: string, read: (date: Date) => number): Operator =>
  withArguments(1, 1, (value) => {
    if (isDocument(value)) {
      throw new CommandError(
        "CommandNotSupported",
        `${name} in a time zone is not supported by this engine`,
      );
    }
    return isNullish(value) ? null : read(dateOf(value, name));
  });

const padded = (value: number, width: number) => String(value).padStart(width, "0");

const dayOfYear = (date: Date): number =>
  Math.floor(
    (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
      Date.UTC(date.getUTCFullYear(), 0, 1)) /
      86_400_000,
  ) + 1;

const formats: Readonly<Record<string, (date: Date) => string>> = {
  Y: (date) => padded(date.getUTCFullYear(), 4),
  m: (date) => padded(date.getUTCMonth() + 1, 2),
  d: (date) => padded(date.getUTCDate(), 2),
  H: (date) => padded(date.getUTCHours(), 2),
  M: (date) => padded(date.getUTCMinutes(), 2),
  S: (date) => padded(date.getUTCSeconds(), 2),
  L: (date) => padded(date.getUTCMilliseconds(), 3),
  j: (date) => padded(dayOfYear(date), 3),
  z: () => "+0000",
  Z: () => "+000",
  "%": () => "%",
};

const dateToString: Operator = (argument, { name, variables, parse }) => {
  const [date, format, onNull] = isDocument(argument)
    ? [argument.get("date"), argument.get("format"), argument.get("onNull")]
    : [];
  if (
    !isDocument(argument) ||
    date === undefined ||
    (format !== undefined && typeof format !== "string")
  ) {
    throw new CommandError(18628, `${name} needs 'date' and takes 'format' as a constant string`);
  }
  for (const given of argument.keys()) {
    if (!["date", "format", "onNull"].includes(given)) {
      throw new CommandError(18534, `Unrecognized argument to ${name}: ${given}`);
    }
  }
  const pattern = format ?? "%Y-%m-%dT%H:%M:%S.%LZ";
  for (const [, letter = ""] of pattern.matchAll(/%(.)/gs)) {
    if (!Object.hasOwn(formats, letter)) {
      throw new CommandError(18536, `Invalid format character '%${letter}' in format string`);
    }
  }
  const input = parse(date, variables);
  const otherwise = parse(onNull ?? null, variables);
  return (scope) => {
    const value = input(scope);
    if (isNullish(value)) {
      return otherwise(scope);
    }
    const given = dateOf(value, name);
    return pattern.replaceAll(/%(.)/gs, (_, letter: string) => formats[letter]?.(given) ?? "");
  };
};

/** All in UTC. */
export const dateOperators: Readonly<Record<string, Operator>> = {
  $year: part("$year", (date) => date.getUTCFullYear()),
  $month: part("$month", (date) => date.getUTCMonth() + 1),
  $dayOfMonth: part("$dayOfMonth", (date) => date.getUTCDate()),
  $dayOfYear: part("$dayOfYear", dayOfYear),
  $dayOfWeek: part("$dayOfWeek", (date) => date.getUTCDay() + 1),
  $hour: part("$hour", (date) => date.getUTCHours()),
  $minute: part("$minute", (date) => date.getUTCMinutes()),
  $second: part("$second", (date) => date.getUTCSeconds()),
  $millisecond: part("$millisecond", (date) => date.getUTCMilliseconds()),
  $dateToString: dateToString,
};
