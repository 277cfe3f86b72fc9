import { Long, ObjectId } from "bson";
import { typeName } from "../bson/typeNames.ts";
import { asDouble, isInt32, isNumeric, isTruthy, toNumber, type Maybe } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { isNullish, withArguments, type Operator } from "./expression.ts";

const CONVERSION_FAILURE = 241;

const cannot = (value: Maybe, to: string): CommandError =>
  new CommandError(
    CONVERSION_FAILURE,
    `Unsupported conversion from ${typeName(value)} to ${to} in $convert`,
  );

/** As `$toString`; `undefined` for null and nothing. */
export function asText(value: Maybe): string | undefined {
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
  throw cannot(value, "string");
}

function asNumber(value: Maybe, to: string): number {
  if (typeof value === "boolean") {
    return Number(value);
  }
  if (isNumeric(value)) {
    return toNumber(value);
  }
  if (value instanceof Date && to !== "int") {
    return value.getTime();
  }
  if (typeof value === "string") {
    const number = Number(value);
    if (value.trim() !== value || value === "" || Number.isNaN(number)) {
      throw new CommandError(
        CONVERSION_FAILURE,
        `Failed to parse number '${value}' in $convert with no onError value`,
      );
    }
    return number;
  }
  throw cannot(value, to);
}

function toInt(value: Maybe): Maybe {
  const number = Math.trunc(asNumber(value, "int")) + 0;
  if (!isInt32(number)) {
    throw new CommandError(CONVERSION_FAILURE, "Conversion would overflow target type in $convert");
  }
  return number;
}

function toLong(value: Maybe): Maybe {
  const number = Math.trunc(asNumber(value, "long"));
  if (value instanceof Long) {
    return value;
  }
  if (Math.abs(number) >= 2 ** 63 || Number.isNaN(number)) {
    throw new CommandError(CONVERSION_FAILURE, "Conversion would overflow target type in $convert");
  }
  return Long.fromNumber(number);
}

function toDate(value: Maybe): Maybe {
  if (value instanceof Date) {
    return value;
  }
  if (value instanceof ObjectId) {
    return value.getTimestamp();
  }
  const date = typeof value === "string" ? new Date(value) : new Date(asNumber(value, "date"));
  if (Number.isNaN(date.getTime()) || typeof value === "boolean") {
    throw new CommandError(CONVERSION_FAILURE, "Error parsing date in $convert");
  }
  return date;
}

function toObjectId(value: Maybe): Maybe {
  if (value instanceof ObjectId) {
    return value;
  }
  if (typeof value !== "string" || !/^[0-9a-f]{24}$/i.test(value)) {
    throw new CommandError(CONVERSION_FAILURE, "Failed to parse objectId in $convert");
  }
  return ObjectId.createFromHexString(value);
}

const conversion = (convert: (value: Maybe) => Maybe): Operator =>
  withArguments(1, 1, (value) => (isNullish(value) ? null : convert(value)));

export const typeOperators: Readonly<Record<string, Operator>> = {
  $type: withArguments(1, 1, typeName),
  $isNumber: withArguments(1, 1, isNumeric),
  $toString: conversion(asText),
  $toInt: conversion(toInt),
  $toLong: conversion(toLong),
  $toDouble: conversion((value) => asDouble(asNumber(value, "double"))),
  $toBool: conversion(isTruthy),
  $toDate: conversion(toDate),
  $toObjectId: conversion(toObjectId),
};
