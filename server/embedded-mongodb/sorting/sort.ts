import { compareValues } from "../bson/compare.ts";
import { typeByteOf, typeOrder } from "../bson/orderedKey.ts";
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
        const order = compareSortValues(
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

/** What an empty array sorts as: it has no element, which is less than null. */
const NO_ELEMENT: unique symbol = Symbol("no element");
type SortValue = Maybe | typeof NO_ELEMENT;

function compareSortValues(left: SortValue, right: SortValue): number {
  if (typeof left !== "symbol" && typeof right !== "symbol") {
    return compareValues(left, right);
  }
  if (left === right) {
    return 0;
  }
  const other = typeof left === "symbol" ? right : left;
  const isOtherLess = typeof other !== "symbol" && typeByteOf(other) < typeOrder.nothing;
  return (other === right) === isOtherLess ? 1 : -1;
}

/** Of an array the least member counts ascending, the greatest descending. */
function sortValue(source: Document, parts: readonly string[], direction: 1 | -1): SortValue {
  const first = source.get(parts[0] ?? "");
  if (parts.length === 1 && !isArray(first)) {
    return first;
  }
  let best: { value: SortValue } | undefined;
  for (const value of candidates(first, parts, 1)) {
    if (!best || direction * compareSortValues(value, best.value) < 0) {
      best = { value };
    }
  }
  return best?.value;
}

function* candidates(value: Maybe, parts: readonly string[], index: number): Generator<SortValue> {
  const part = parts[index];
  if (isArray(value)) {
    if (part === undefined) {
      yield* value.length === 0 ? [NO_ELEMENT] : value;
    } else if (isPosition(part)) {
      yield* candidates(value[Number(part)], parts, index + 1);
    } else {
      yield* value.length === 0
        ? [undefined]
        : value.flatMap((element) => [...ofElement(element, parts, index)]);
    }
  } else if (part === undefined) {
    yield value;
  } else {
    yield* ofElement(value, parts, index);
  }
}

/** Where there is no document to go into, there is nothing, which sorts as null. */
function* ofElement(value: Maybe, parts: readonly string[], index: number): Generator<SortValue> {
  yield* isDocument(value)
    ? candidates(value.get(parts[index] ?? ""), parts, index + 1)
    : [undefined];
}
