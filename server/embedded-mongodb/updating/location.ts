import { isArray, isDocument, type Document, type Maybe, type Value } from "../bson/values.ts";
import { badValue, CommandError } from "../errors.ts";
import { isPosition } from "../matching/reach.ts";

/** Beyond it, setting `a.999999999` would fill memory with nulls. */
const MAX_PADDING = 1_500_000;

const child = (container: Maybe, part: string): Maybe => {
  if (isDocument(container)) {
    return container.get(part);
  }
  return isArray(container) && isPosition(part) ? container[Number(part)] : undefined;
};

/** The value at a path as updates take it: a position goes into an array, a name never does. */
export function valueAt(source: Document, parts: readonly string[]): Maybe {
  let value: Maybe = source;
  for (const part of parts) {
    value = child(value, part);
  }
  return value;
}

function put(container: Value, part: string, value: Value): void {
  if (isDocument(container)) {
    container.set(part, value);
    return;
  }
  if (!isArray(container) || !isPosition(part)) {
    throw notViable(container, part);
  }
  const index = Number(part);
  if (index > container.length + MAX_PADDING) {
    throw badValue("can't backfill more than 1500000 elements");
  }
  while (container.length < index) {
    container.push(null);
  }
  container[index] = value;
}

const notViable = (container: Value, part: string): CommandError =>
  new CommandError(
    "PathNotViable",
    `Cannot create field '${part}' in element that is ${isArray(container) ? "an array" : "no object"}`,
  );

/** Makes the documents that are missing on the way; throws PathNotViable where a value is in the way. */
export function setAt(source: Document, parts: readonly string[], value: Value): void {
  let container: Value = source;
  for (const part of parts.slice(0, -1)) {
    let next = child(container, part);
    if (next === undefined) {
      next = new Map();
      put(container, part, next);
    }
    if (!isDocument(next) && !isArray(next)) {
      throw notViable(next, parts[parts.indexOf(part) + 1] ?? part);
    }
    container = next;
  }
  put(container, parts.at(-1) ?? "", value);
}

/** A removed array element leaves null, so that the others keep their places. */
export function unsetAt(source: Document, parts: readonly string[]): void {
  const container = valueAt(source, parts.slice(0, -1));
  const part = parts.at(-1) ?? "";
  if (isDocument(container)) {
    container.delete(part);
  } else if (isArray(container) && isPosition(part) && Number(part) < container.length) {
    container[Number(part)] = null;
  }
}

/** A copy that shares no container with the original. */
export function copyOf(value: Value): Value {
  if (isDocument(value)) {
    return copyOfDocument(value);
  }
  return isArray(value) ? value.map(copyOf) : value;
}

export const copyOfDocument = (source: Document): Document =>
  new Map(Array.from(source, ([name, value]) => [name, copyOf(value)]));
