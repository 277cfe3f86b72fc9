import { equalValues } from "../bson/compare.ts";
import { isArray, isDocument, type Document, type Value } from "../bson/values.ts";
import { badValue, CommandError, failedToParse } from "../errors.ts";
import { parseFilter } from "../matching/parseFilter.ts";
import { arrayOperators } from "./arrayOperators.ts";
import { fieldOperators, type FieldChange } from "./fieldOperators.ts";
import { copyOfDocument, setAt, unsetAt, valueAt } from "./location.ts";
import { filterNames, resolvePaths, type PathContext } from "./resolvePaths.ts";

export interface UpdateOccasion {
  position: number | undefined;
  isInsert: boolean;
}

/** Gives the new document; may change the one it is handed, which must be nobody else's. */
export type Update = {
  isReplacement: boolean;
  /** Whether it needs to know where the filter found its match. */
  usesPosition: boolean;
  apply: (source: Document, occasion: UpdateOccasion) => Document;
};

type Step = { path: string; apply: (source: Document, context: PathContext) => void };
type ArrayFilters = PathContext["arrayFilters"];

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
    return { isReplacement: false, usesPosition: false, apply: options.pipeline(source) };
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

function replacement(source: Document, arrayFilters: Document[] | undefined): Update {
  if (arrayFilters) {
    throw failedToParse("arrayFilters may not be specified for replacement-style updates");
  }
  for (const name of source.keys()) {
    if (name.startsWith("$")) {
      throw new CommandError(
        "DollarPrefixedFieldName",
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  return {
    isReplacement: true,
    usesPosition: false,
    apply: (old) => {
      const id = old.get("_id");
      const fresh = copyOfDocument(source);
      if (id === undefined) {
        return fresh;
      }
      const given = fresh.get("_id");
      if (given !== undefined && !equalValues(given, id)) {
        throw immutableId();
      }
      fresh.delete("_id");
      return new Map([["_id", id], ...fresh]);
    },
  };
}

export const immutableId = (): CommandError =>
  new CommandError(
    "ImmutableField",
    "Performing an update on the path '_id' would modify the immutable field '_id'",
  );

function parseArrayFilters(sources: Document[] = []): ArrayFilters {
  const filters = new Map<string, (element: Value) => boolean>();
  for (const source of sources) {
    const name = topName(source);
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw badValue(
        `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    }
    if (filters.has(name)) {
      throw failedToParse(
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    }
    const { matches } = parseFilter(source);
    filters.set(name, (element) => matches(new Map([[name, element]])));
  }
  return filters;
}

/** The one first name that all paths in an array filter share. */
function topName(source: Document): string {
  const names = new Set<string>();
  for (const [path, value] of source) {
    if (path.startsWith("$") && isArray(value)) {
      for (const branch of value) {
        names.add(isDocument(branch) ? topName(branch) : "");
      }
    } else {
      names.add(path.split(".")[0] ?? "");
    }
  }
  const [name, second] = names;
  if (name === undefined) {
    throw failedToParse("Cannot use an expression without a top-level field name in arrayFilters");
  }
  if (second !== undefined) {
    throw failedToParse(
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${name}' and '${second}'`,
    );
  }
  return name;
}

function operatorUpdate(source: Document, arrayFilters: ArrayFilters): Update {
  const always: Step[] = [];
  const onInsert: Step[] = [];
  for (const [name, argument] of source) {
    if (!isDocument(argument)) {
      if (!isKnown(name)) {
        throw unknownModifier(name);
      }
      throw failedToParse(`Modifiers operate on fields but we found another type for ${name}`);
    }
    for (const [path, operand] of argument) {
      (name === "$setOnInsert" ? onInsert : always).push(...steps(name, path, operand));
    }
    if (!isKnown(name)) {
      throw unknownModifier(name);
    }
  }
  const all = [...always, ...onInsert];
  refuseConflicts(all.map(({ path }) => path));
  refuseUnusedFilters(all, arrayFilters);
  const ordered = { always: inFieldOrder(always), withInsert: inFieldOrder(all) };
  return {
    isReplacement: false,
    usesPosition: all.some(({ path }) => path.split(".").includes("$")),
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

const isKnown = (name: string): boolean =>
  name === "$unset" ||
  name === "$rename" ||
  name === "$setOnInsert" ||
  Object.hasOwn(fieldOperators, name) ||
  Object.hasOwn(arrayOperators, name);

const unknownModifier = (name: string): CommandError =>
  failedToParse(
    `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
  );

function steps(name: string, path: string, operand: Value): Step[] {
  refuseOddPath(path);
  if (name === "$rename") {
    return renaming(path, operand);
  }
  if (name === "$unset") {
    return [
      {
        path,
        apply: (source, context) => {
          for (const parts of resolvePaths(source, path, context)) {
            unsetAt(source, parts);
          }
        },
      },
    ];
  }
  const make =
    name === "$setOnInsert"
      ? fieldOperators["$set"]
      : (fieldOperators[name] ?? arrayOperators[name]);
  if (!isKnown(name) || !make) {
    throw unknownModifier(name);
  }
  return [changing(path, make(operand, path))];
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

function renaming(path: string, operand: Value): Step[] {
  if (typeof operand !== "string") {
    throw badValue(`The 'to' field for $rename must be a string: ${path}`);
  }
  refuseOddPath(operand);
  const [from, to] = [path.split("."), operand.split(".")];
  if ([...from, ...to].some((part) => part.startsWith("$"))) {
    throw badValue(`The source and destination of $rename may not be dynamic: ${path}`);
  }
  return [
    {
      path,
      apply: (source) => {
        const value = valueAt(source, from);
        if (value !== undefined) {
          refuseArrayOnTheWay(source, from);
          refuseArrayOnTheWay(source, to);
          unsetAt(source, from);
          setAt(source, to, value);
        }
      },
    },
    { path: operand, apply: () => undefined },
  ];
}

function refuseArrayOnTheWay(source: Document, parts: readonly string[]): void {
  for (let length = 1; length < parts.length; length += 1) {
    if (isArray(valueAt(source, parts.slice(0, length)))) {
      throw badValue(`The field of $rename cannot be an array element, '${parts.join(".")}'`);
    }
  }
}

function refuseOddPath(path: string): void {
  if (path === "" || path.split(".").includes("")) {
    throw new CommandError(
      "EmptyFieldName",
      `The update path '${path}' contains an empty field name, which is not allowed.`,
    );
  }
  for (const part of path.split(".")) {
    if (part.startsWith("$") && part !== "$" && !/^\$\[.*\]$/.test(part)) {
      throw new CommandError(
        "DollarPrefixedFieldName",
        `The dollar ($) prefixed field '${part}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  if (path.startsWith("$")) {
    throw badValue(`Cannot have positional element in the first position in path '${path}'`);
  }
}

function refuseConflicts(paths: string[]): void {
  const sorted = paths.toSorted();
  const seen = new Set<string>();
  for (const path of sorted) {
    const parts = path.split(".");
    for (let length = 1; length <= parts.length; length += 1) {
      const start = parts.slice(0, length).join(".");
      if (seen.has(start)) {
        throw new CommandError(
          "ConflictingUpdateOperators",
          `Updating the path '${path}' would create a conflict at '${start}'`,
        );
      }
    }
    seen.add(path);
  }
}

function refuseUnusedFilters(all: readonly Step[], arrayFilters: ArrayFilters): void {
  const used = new Set(all.flatMap(({ path }) => filterNames(path)));
  for (const name of arrayFilters.keys()) {
    if (!used.has(name)) {
      throw failedToParse(`The array filter for identifier '${name}' was not used in the update`);
    }
  }
  for (const name of used) {
    if (!arrayFilters.has(name)) {
      throw badValue(`No array filter found for identifier '${name}'`);
    }
  }
}

/** New fields come into being in the order of their names, numbers by value, as MongoDB makes them. */
function inFieldOrder(unordered: Step[]): Step[] {
  return unordered.toSorted((left, right) => {
    const [a, b] = [left.path.split("."), right.path.split(".")];
    for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
      const order = byName(a[index] ?? "", b[index] ?? "");
      if (order !== 0) {
        return order;
      }
    }
    return a.length - b.length;
  });
}

function byName(left: string, right: string): number {
  if (/^\d+$/.test(left) && /^\d+$/.test(right)) {
    return Number(left) - Number(right);
  }
  return left < right ? -1 : left > right ? 1 : 0;
}
