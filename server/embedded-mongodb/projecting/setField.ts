import { isArray, isDocument, type Document, type Maybe, type Value } from "../bson/values.ts";

/** Gives a copy with one field set, or left out for `undefined`; in an array, of each of its members. */
export function withField(source: Document, parts: readonly string[], value: Maybe): Document {
  const [name = "", ...rest] = parts;
  const changed = new Map(source);
  const inner = rest.length === 0 ? value : nested(source.get(name), rest, value);
  if (inner === undefined) {
    changed.delete(name);
  } else {
    changed.set(name, inner);
  }
  return changed;
}

function nested(current: Maybe, rest: readonly string[], value: Maybe): Maybe {
  if (isArray(current)) {
    return current.map((element): Value => nested(element, rest, value) ?? new Map());
  }
  if (isDocument(current)) {
    return withField(current, rest, value);
  }
  // A value that is no document gives way to one, unless there is nothing to set.
  return value === undefined ? current : withField(new Map(), rest, value);
}
