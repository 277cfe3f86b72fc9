import { isArray, isDocument, type Document, type Value } from "../bson/values.ts";
import { badValue, failedToParse } from "../errors.ts";
import { parseFilter } from "../matching/parseFilter.ts";
import { filterNames, type PathContext } from "./resolvePaths.ts";

export type ArrayFilters = PathContext["arrayFilters"];

export function parseArrayFilters(sources: Document[] = []): ArrayFilters {
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

/** Each filter belongs to a path, and each name in a path to a filter. */
export function refuseUnusedFilters(paths: readonly string[], arrayFilters: ArrayFilters): void {
  const used = new Set(paths.flatMap(filterNames));
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
