import { isArray, isDocument, type Document, type Maybe, type Value } from "../bson/values.ts";
import { CommandError, failedToParse } from "../errors.ts";
import { PAUSE } from "../planning/paused.ts";
import { withField } from "../projecting/setField.ts";
import { fieldPath, parseExpression } from "../expressions/parseExpression.ts";
import type { StageMaker } from "./stage.ts";

const OPTIONS = ["from", "as", "localField", "foreignField", "let", "pipeline"];

function text(argument: Document, name: string): string | undefined {
  const value = argument.get(name);
  if (value !== undefined && typeof value !== "string") {
    throw failedToParse(`$lookup argument '${name}' must be a string`);
  }
  return value;
}

function stagesOf(argument: Document): Document[] {
  const pipeline = argument.get("pipeline") ?? [];
  if (!isArray(pipeline)) {
    throw failedToParse("'pipeline' option must be specified as an array");
  }
  return pipeline.map((stage) => {
    if (!isDocument(stage)) {
      throw new CommandError(
        "TypeMismatch",
        "Each element of the 'pipeline' array must be an object",
      );
    }
    return stage;
  });
}

/** The foreign documents whose field equals the local value; of a local array, one of its members. */
function joining(field: string, local: Maybe): Document {
  const condition: Value = isArray(local)
    ? new Map([["$in", local]])
    : new Map([["$eq", local ?? null]]);
  return new Map([["$match", new Map([[field, condition]])]]);
}

export const lookupStage: StageMaker = (argument, { variables, scopeOf, lookUp, check }) => {
  if (!isDocument(argument)) {
    throw failedToParse("the $lookup specification must be an object");
  }
  for (const name of argument.keys()) {
    if (!OPTIONS.includes(name)) {
      throw failedToParse(`unknown argument to $lookup: ${name}`);
    }
  }
  const [from, as, localField, foreignField] = ["from", "as", "localField", "foreignField"].map(
    (name) => text(argument, name),
  );
  const isJoin = localField !== undefined && foreignField !== undefined;
  if (
    from === undefined ||
    as === undefined ||
    (localField === undefined) !== (foreignField === undefined) ||
    (!isJoin && !argument.has("pipeline"))
  ) {
    throw failedToParse(
      "$lookup requires 'from', 'as', and both of 'localField' and 'foreignField' or a 'pipeline'",
    );
  }
  const bound = argument.get("let") ?? new Map<string, Value>();
  if (!isDocument(bound)) {
    throw failedToParse("$lookup argument 'let' must be an object");
  }
  const lets = Array.from(bound, ([name, value]) => ({
    name,
    value: parseExpression(value, variables),
  }));
  const stages = stagesOf(argument);
  check(stages, new Set([...variables, ...bound.keys()]));
  const local = isJoin ? fieldPath(localField) : undefined;
  return function* (source) {
    for (const each of source) {
      if (each === PAUSE) {
        yield PAUSE;
        continue;
      }
      const scope = scopeOf(each);
      const values = new Map(scope.variables);
      for (const { name, value } of lets) {
        values.set(name, value(scope));
      }
      const join = local && isJoin ? [joining(foreignField, local(scope))] : [];
      const found: Value[] = [];
      for (const foreign of lookUp(from, [...join, ...stages], values)) {
        if (foreign === PAUSE) {
          yield PAUSE;
        } else {
          found.push(foreign);
        }
      }
      yield withField(each, as.split("."), found);
    }
  };
};
