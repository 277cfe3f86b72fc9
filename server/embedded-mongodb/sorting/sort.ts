import { compareValues } from "../bson/compare.ts";
import {
  isArray,
  isDocument,
  isNumeric,
  toNumber,
  type Document,
  type Maybe,
  type Value,
} from "../bson/values.ts";
import { badValue, CommandError } from "../errors.ts";
import { isPosition } from "../matching/reach.ts";

export interface SortField {
  path: string;
  direction: 1 | -1;
}

export interface Sort {
  fields: readonly SortField[];
  compare: (left: Document, right: Document) => number;
}

const MAX_FIELDS = 32;

export function parseSort(source: Document): Sort {
  if (source.size > MAX_FIELDS) {
    throw badValue("too many fields to sort by");
  }
  const fields = Array.from(source, ([path, value]) => ({
    path,
    direction: directionOf(path, value),
  }));
  const keys = fields.map(({ path, direction }) => ({ parts: path.split("."), direction }));
  return {
    fields,
    compare: (left, right) => {
      for (const { parts, direction } of keys) {
        const order = compareValues(
          sortValue(left, parts, direction),
          sortValue(right, parts, direction),
        );
        if (order !== 0) {
          return direction * order;
        }
      }
      return 0;
    },
  };
}

function directionOf(path: string, value: Value): 1 | -1 {
  if (path === "" || path.split(".").includes("")) {
    throw new CommandError(15998, "FieldPath field names may not be empty strings.");
  }
  if (path.startsWith("$")) {
    throw new CommandError(
      "FailedToParse",
      `FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
    );
  }
  if (isDocument(value)) {
    throw new CommandError("CommandNotSupported", "$meta sorts are not supported by this engine");
  }
  const direction = isNumeric(value) ? toNumber(value) : Number.NaN;
  if (direction !== 1 && direction !== -1) {
    throw new CommandError(
      15975,
      "$sort key ordering must be 1 (for ascending) or -1 (for descending)",
    );
  }
  return direction;
}

/** Of an array the least member counts ascending, the greatest descending; an empty one is below null. */
export function sortValue(source: Document, parts: readonly string[], direction: 1 | -1): Maybe {
  const first = source.get(parts[0] ?? "");
  if (parts.length === 1 && !isArray(first)) {
    return first;
  }
  let best: { value: Maybe } | undefined;
  for (const value of sortCandidates(source, parts, 0)) {
    if (!best || direction * compareValues(value, best.value) < 0) {
      best = { value };
    }
  }
  return best?.value;
}

function* sortCandidates(
  container: Value,
  parts: readonly string[],
  index: number,
): Generator<Maybe> {
  const part = parts[index] ?? "";
  if (isArray(container)) {
    if (isPosition(part)) {
      yield* below(container[Number(part)], parts, index + 1);
      return;
    }
    let found = false;
    for (const element of container) {
      if (isDocument(element)) {
        found = true;
        yield* sortCandidates(element, parts, index);
      }
    }
    if (!found) {
      yield undefined;
    }
    return;
  }
  yield* below(isDocument(container) ? container.get(part) : undefined, parts, index + 1);
}

function* below(value: Maybe, parts: readonly string[], index: number): Generator<Maybe> {
  if (index < parts.length) {
    yield* value === undefined ? [undefined] : sortCandidates(value, parts, index);
  } else if (isArray(value)) {
    yield* value.length === 0 ? [undefined] : value;
  } else {
    yield value;
  }
}
