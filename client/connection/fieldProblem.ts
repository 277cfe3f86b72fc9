import type { FieldProblem } from "../../shared/protocol/refusals.ts";
import type { Failure } from "./clientReply.ts";

/** A list's field is wrong where one of its entries is: `tags.2` is told at `tags`. */
const isWithin = (path: string, field: string) => path === field || path.startsWith(`${field}.`);

/** What the refusal says of one field of a form, if anything. */
export const problemOf = (failure: Failure | undefined, field: string): FieldProblem | undefined =>
  Object.entries(failure?.fields ?? {}).find(([path]) => isWithin(path, field))?.[1];

/** Whether a refusal is told at its fields, so that it needs no line of its own. */
export const isToldAtFields = (failure: Failure, fields: readonly string[]): boolean =>
  failure.code === "invalid_input" &&
  Object.keys(failure.fields ?? {}).every((path) => fields.some((field) => isWithin(path, field)));
