import type { z } from "zod";
import type { FieldProblem } from "../../shared/protocol/refusals.ts";
import { FieldProblem as FieldProblems } from "../../shared/protocol/refusals.ts";
import { Refusal } from "./refusal.ts";

const at = (input: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    input,
  );

const sizeProblem = (origin: string, side: "small" | "big"): FieldProblem => {
  const isLength = origin === "string" || origin === "array";
  return side === "small"
    ? isLength
      ? "too_short"
      : "too_small"
    : isLength
      ? "too_long"
      : "too_big";
};

const problemOf = (issue: z.core.$ZodIssue, input: unknown): FieldProblem => {
  if (at(input, issue.path) === undefined) {
    return "required";
  }
  switch (issue.code) {
    case "too_small":
      return sizeProblem(issue.origin, "small");
    case "too_big":
      return sizeProblem(issue.origin, "big");
    case "invalid_format":
      return "wrong_format";
    case "invalid_value":
    case "invalid_union":
      return "wrong_choice";
    case "custom":
      return FieldProblems.safeParse(issue.params?.["problem"]).data ?? "wrong_format";
    default:
      return "wrong_type";
  }
};

const problemsOf = (issue: z.core.$ZodIssue, input: unknown): readonly [string, FieldProblem][] => {
  const path = issue.path.map(String);
  return issue.code === "unrecognized_keys"
    ? issue.keys.slice(0, 20).map((key) => [[...path, key.slice(0, 60)].join("."), "unknown_field"])
    : [[path.join("."), problemOf(issue, input)]];
};

/** Throws `invalid_input` with what is wrong with each field. */
export const parseInput = <Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    return parsed.data;
  }
  const fields = Object.fromEntries(
    parsed.error.issues.toReversed().flatMap((issue) => problemsOf(issue, input)),
  );
  const named = Object.entries(fields).map(([field, problem]) => `${field || "input"}: ${problem}`);
  throw new Refusal("invalid_input", { message: named.join(", "), fields });
};
