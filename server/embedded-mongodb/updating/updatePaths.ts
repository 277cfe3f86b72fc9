import { badValue, CommandError } from "../errors.ts";

export function refuseOddPath(path: string): void {
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

/** No path may lie within another. */
export function refuseConflicts(paths: string[]): void {
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

/** New fields come into being in the order of their names, numbers by value, as MongoDB makes them. */
export function inFieldOrder<Step extends { path: string }>(unordered: readonly Step[]): Step[] {
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
