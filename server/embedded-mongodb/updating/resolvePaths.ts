import { isArray, type Document, type Value } from "../bson/values.ts";
import { badValue } from "../errors.ts";
import { valueAt } from "./location.ts";

export interface PathContext {
  /** Where the filter found its match in an array: what `$` stands for. */
  position: number | undefined;
  /** What `$[name]` stands for. */
  arrayFilters: ReadonlyMap<string, (element: Value) => boolean>;
}

const filterName = (part: string): string | undefined => /^\$\[(.*)\]$/.exec(part)?.[1];

/** The names that `$[name]` in this path refers to. */
export const filterNames = (path: string): string[] =>
  path.split(".").flatMap((part) => filterName(part) || []);

/** The paths that a path with `$`, `$[]` or `$[name]` in it means for this document. */
export function resolvePaths(source: Document, path: string, context: PathContext): string[][] {
  let resolved: string[][] = [[]];
  for (const part of path.split(".")) {
    resolved = resolved.flatMap((parts) =>
      choices(source, parts, part, context).map((choice) => [...parts, choice]),
    );
  }
  return resolved;
}

function choices(
  source: Document,
  parts: readonly string[],
  part: string,
  { position, arrayFilters }: PathContext,
): string[] {
  if (part === "$") {
    if (position === undefined) {
      throw badValue("The positional operator did not find the match needed from the query.");
    }
    return [String(position)];
  }
  const name = filterName(part);
  if (name === undefined) {
    return [part];
  }
  const array = valueAt(source, parts);
  if (!isArray(array)) {
    throw badValue(
      `The path '${parts.join(".")}' must exist in the document in order to apply array updates.`,
    );
  }
  const accepts = name === "" ? () => true : arrayFilters.get(name);
  if (!accepts) {
    throw badValue(`No array filter found for identifier '${name}'`);
  }
  return array.flatMap((element, index) => (accepts(element) ? [String(index)] : []));
}
