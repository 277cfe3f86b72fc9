import { isArray, isDocument, type Document, type Maybe, type Value } from "../bson/values.ts";

export type LeafTest = (value: Maybe) => boolean;

/** Filled in by a match: where in the first array of the path it was found, for the positional `$`. */
export interface MatchTrace {
  position?: number;
}

export interface Reach {
  parts: readonly string[];
  /** Whether an array at the end of the path is also tried element by element. */
  expand: boolean;
  test: LeafTest;
}

export const isPosition = (part: string): boolean => /^(0|[1-9]\d*)$/.test(part);

/** Whether one of the values that the path reaches passes, going into arrays on the way as MongoDB's filters do. */
export function reachesSome(source: Document, reach: Reach, trace?: MatchTrace): boolean {
  return inDocument(source, reach, 0, trace);
}

function inDocument(source: Document, reach: Reach, index: number, trace?: MatchTrace): boolean {
  const value = source.get(reach.parts[index] ?? "");
  if (index === reach.parts.length - 1) {
    return atLeaf(value, reach, trace);
  }
  if (isDocument(value)) {
    return inDocument(value, reach, index + 1, trace);
  }
  if (isArray(value)) {
    return inArray(value, reach, index + 1, trace);
  }
  return reach.test(undefined);
}

function inArray(source: Value[], reach: Reach, index: number, trace?: MatchTrace): boolean {
  const found = source.findIndex(
    (element) => isDocument(element) && inDocument(element, reach, index, trace),
  );
  if (found !== -1) {
    return marked(trace, found);
  }
  const part = reach.parts[index] ?? "";
  const element = isPosition(part) ? source[Number(part)] : undefined;
  if (element === undefined) {
    return false;
  }
  if (index === reach.parts.length - 1) {
    return atLeaf(element, reach, trace);
  }
  if (isDocument(element)) {
    return inDocument(element, reach, index + 1, trace);
  }
  return isArray(element) && inArray(element, reach, index + 1, trace);
}

function atLeaf(value: Maybe, { expand, test }: Reach, trace?: MatchTrace): boolean {
  if (expand && isArray(value)) {
    const found = value.findIndex((element) => test(element));
    if (found !== -1) {
      return marked(trace, found);
    }
  }
  return test(value);
}

function marked(trace: MatchTrace | undefined, position: number): true {
  if (trace) {
    trace.position = position;
  }
  return true;
}
