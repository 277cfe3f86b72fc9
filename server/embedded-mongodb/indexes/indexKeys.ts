import { KeyWriter, typeOrder } from "../bson/orderedKey.ts";
import { isArray, isDocument, type Document, type Maybe, type Value } from "../bson/values.ts";
import type { Index } from "../catalog/collection.ts";
import { CommandError } from "../errors.ts";

/** Stands for the element that an empty array does not have. */
const NO_ELEMENT = Symbol("no element");

type FieldValue = Maybe | typeof NO_ELEMENT;
interface FieldState {
  value: FieldValue;
  rest: readonly string[];
  isFinal?: true;
}

export interface IndexKey {
  /** Ordered bytes of the field values. */
  bytes: Buffer;
  values: readonly Value[];
}

const NO_PATHS: ReadonlySet<string> = new Set();

/** The keys under which an index finds a document, and the paths that led through arrays. */
export function indexKeys(
  index: Index,
  source: Document,
): { keys: IndexKey[]; multikey: ReadonlySet<string> } {
  if (index.partial && !index.partial.filter.matches(source)) {
    return { keys: [], multikey: NO_PATHS };
  }
  const plain = plainValues(index, source);
  if (plain) {
    const isLeftOut = index.sparse && plain.every((value) => value === undefined);
    return { keys: isLeftOut ? [] : [keyOf(index, plain)], multikey: NO_PATHS };
  }
  const multikey = new Set<string>();
  const start = index.fields.map(({ parts }): FieldState => ({ value: source, rest: parts }));
  const keys = new Map<string, IndexKey>();
  for (const values of combinations(index, start, multikey)) {
    if (index.sparse && values.every((value) => value === undefined)) {
      continue;
    }
    const key = keyOf(index, values);
    keys.set(key.bytes.toString("latin1"), key);
  }
  return { keys: [...keys.values()], multikey };
}

/** The value of each field, unless there is an array on the way to one: then there may be many. */
function plainValues({ fields }: Index, source: Document): Maybe[] | undefined {
  const values: Maybe[] = [];
  for (const { parts } of fields) {
    let value: Maybe = source;
    for (const part of parts) {
      value = isDocument(value) ? value.get(part) : undefined;
      if (isArray(value)) {
        return undefined;
      }
    }
    values.push(value);
  }
  return values;
}

const keyOf = (index: Index, values: readonly FieldValue[]): IndexKey => ({
  bytes: encodeFields(index, values),
  values: values.map((value) => (value === NO_ELEMENT ? null : (value ?? null))),
});

const writer = new KeyWriter();

function encodeFields(index: Index, values: readonly FieldValue[]): Buffer {
  writer.truncate(0);
  for (const [position, value] of values.entries()) {
    const start = writer.length;
    if (value === NO_ELEMENT) {
      writer.byte(typeOrder.nothing);
    } else {
      writer.value(value);
    }
    if ((index.fields[position]?.direction ?? 1) < 0) {
      writer.invert(start);
    }
  }
  return writer.take();
}

function combinations(index: Index, start: FieldState[], multikey: Set<string>): FieldValue[][] {
  const states = start.map(throughDocuments);
  const stuck = states.filter((state) => !state.isFinal && isStuck(state));
  const array = stuck[0]?.value;
  if (stuck.length === 0 || typeof array === "symbol" || !isArray(array)) {
    return [states.map(({ value }) => value)];
  }
  if (stuck.some(({ value }) => value !== array)) {
    throw new CommandError(171, "cannot index parallel arrays");
  }
  states.forEach((state, position) => {
    const path = index.fields[position]?.path;
    if (state.value === array && !state.isFinal && path !== undefined) {
      multikey.add(path);
    }
  });
  const elements: FieldValue[] = array.length === 0 ? [NO_ELEMENT] : array;
  return elements.flatMap((element) =>
    combinations(
      index,
      states.map((state) =>
        state.value === array && !state.isFinal ? into(element, state) : state,
      ),
      multikey,
    ),
  );
}

const isStuck = ({ value }: FieldState): boolean => typeof value !== "symbol" && isArray(value);

function into(element: FieldValue, { rest }: FieldState): FieldState {
  if (rest.length === 0) {
    return { value: element, rest, isFinal: true };
  }
  // An array right inside an array is not gone into.
  return isDocument(element)
    ? { value: element, rest }
    : { value: undefined, rest: [], isFinal: true };
}

function throughDocuments(state: FieldState): FieldState {
  if (state.isFinal) {
    return state;
  }
  let { value } = state;
  let used = 0;
  while (used < state.rest.length && (typeof value === "symbol" || !isArray(value))) {
    value = isDocument(value) ? value.get(state.rest[used] ?? "") : undefined;
    used += 1;
  }
  return { value, rest: state.rest.slice(used) };
}
