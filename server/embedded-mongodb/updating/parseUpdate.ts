import { equalValues } from "../bson/compare.ts";
import { isArray, isDocument, type Document, type Value } from "../bson/values.ts";
import { failedToParse, type CommandError } from "../errors.ts";
import { parseArrayFilters, refuseUnusedFilters, type ArrayFilters } from "./arrayFilters.ts";
import { fieldOperators, type FieldChange } from "./fieldOperators.ts";
import { setAt, unsetAt, valueAt } from "./location.ts";
import { replacement } from "./replacement.ts";
import { resolvePaths, type PathContext } from "./resolvePaths.ts";
import { immutableId, type Update } from "./update.ts";
import { inFieldOrder, refuseConflicts, refuseOddPath } from "./updatePaths.ts";

type Step = { path: string; apply: (source: Document, context: PathContext) => void };

/** Compiles a pipeline update; handed in, for it needs the aggregation. */
export type PipelineUpdate = (stages: Value[]) => (source: Document) => Document;

export function parseUpdate(
  source: Value | undefined,
  options: { arrayFilters: Document[] | undefined; pipeline: PipelineUpdate },
): Update {
  if (isArray(source)) {
    if (options.arrayFilters) {
      throw failedToParse("arrayFilters may not be specified for pipeline-style updates");
    }
    return {
      isReplacement: false,
      usesPosition: false,
      isShallow: false,
      apply: options.pipeline(source),
    };
  }
  if (!isDocument(source)) {
    throw failedToParse("Update argument must be either an object or an array");
  }
  const isOperators = source.keys().next().value?.startsWith("$") === true;
  if (!isOperators) {
    return replacement(source, options.arrayFilters);
  }
  return operatorUpdate(source, parseArrayFilters(options.arrayFilters));
}

function operatorUpdate(source: Document, arrayFilters: ArrayFilters): Update {
  const always: Step[] = [];
  const onInsert: Step[] = [];
  for (const [name, argument] of source) {
    if (!isKnown(name)) {
      throw unknownModifier(name);
    }
    if (!isDocument(argument)) {
      throw failedToParse(`Modifiers operate on fields but we found another type for ${name}`);
    }
    for (const [path, operand] of argument) {
      (name === "$setOnInsert" ? onInsert : always).push(step(name, path, operand));
    }
  }
  const all = [...always, ...onInsert];
  const paths = all.map(({ path }) => path);
  refuseConflicts(paths);
  refuseUnusedFilters(paths, arrayFilters);
  const ordered = { always: inFieldOrder(always), withInsert: inFieldOrder(all) };
  return {
    isReplacement: false,
    usesPosition: all.some(({ path }) => path.split(".").includes("$")),
    isShallow: paths.every((path) => !path.includes(".")),
    apply: (old, { position, isInsert }) => {
      const id = old.get("_id");
      for (const step of isInsert ? ordered.withInsert : ordered.always) {
        step.apply(old, { position, arrayFilters });
      }
      const changed = old.get("_id");
      if (id !== undefined && (changed === undefined || !equalValues(changed, id))) {
        throw immutableId();
      }
      return old;
    },
  };
}

const isKnown = (name: string): boolean => name === "$unset" || Object.hasOwn(fieldOperators, name);

const unknownModifier = (name: string): CommandError =>
  failedToParse(
    `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
  );

function step(name: string, path: string, operand: Value): Step {
  refuseOddPath(path);
  if (name === "$unset") {
    return {
      path,
      apply: (source, context) => {
        for (const parts of resolvePaths(source, path, context)) {
          unsetAt(source, parts);
        }
      },
    };
  }
  const make = Object.hasOwn(fieldOperators, name) ? fieldOperators[name] : undefined;
  if (!make) {
    throw unknownModifier(name);
  }
  return changing(path, make(operand, path));
}

const changing = (path: string, change: FieldChange): Step => ({
  path,
  apply: (source, context) => {
    for (const parts of resolvePaths(source, path, context)) {
      const value = change(valueAt(source, parts));
      if (value !== undefined) {
        setAt(source, parts, value);
      }
    }
  },
});
