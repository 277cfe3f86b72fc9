import { shown } from "../bson/shown.ts";
import { decodeDocument } from "../bson/decode.ts";
import { orderedKey } from "../bson/orderedKey.ts";
import { isArray, type Document, type Value } from "../bson/values.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { namespaceOf, type Collection, type Index } from "../catalog/collection.ts";
import { CommandError } from "../errors.ts";
import { inTree } from "../storage/keyspace.ts";
import type { WriteTarget } from "../transactions/writeTarget.ts";
import { BSONRegExp } from "bson";
import { indexKeys, type IndexKey } from "./indexKeys.ts";

export interface Place {
  target: WriteTarget;
  catalog: Catalog;
  collection: Collection;
}

/** Throws DuplicateKey, Blocked or WriteConflict before it has changed anything. */
export function insertDocument(place: Place, source: Document, bytes: Buffer): void {
  const { target, collection } = place;
  const id = idOf(source);
  const idKey = orderedKey(id);
  const key = inTree(collection.tree, idKey);
  target.claim(key);
  if (target.get(key)) {
    throw duplicateKey(collection, "_id_", new Map([["_id", 1]]), new Map([["_id", id]]));
  }
  const entries = collection.indexes.map((index) => ({ index, made: indexKeys(index, source) }));
  for (const { index, made } of entries) {
    refuseDuplicates(place, index, made.keys, idKey);
  }
  target.put(key, bytes);
  for (const { index, made } of entries) {
    noteMultikey(place, index, made.multikey);
    for (const { bytes: fields } of made.keys) {
      putEntry(target, index, fields, idKey);
    }
  }
}

/** As `insertDocument`, for a document that takes the place of one with the same `_id`. */
export function replaceDocument(
  place: Place,
  before: Document,
  after: { source: Document; bytes: Buffer },
): void {
  const { target, collection } = place;
  const idKey = orderedKey(idOf(before));
  const key = inTree(collection.tree, idKey);
  target.claim(key);
  const changes = collection.indexes.map((index) => ({
    index,
    change: entryChanges(index, before, after.source),
  }));
  for (const {
    index,
    change: { added, removed },
  } of changes) {
    refuseDuplicates(place, index, added, idKey);
    for (const { bytes: fields } of index.unique ? removed : []) {
      target.claim(inTree(index.tree, fields));
    }
  }
  target.put(key, after.bytes);
  for (const {
    index,
    change: { added, removed, multikey },
  } of changes) {
    for (const { bytes: fields } of removed) {
      removeEntry(target, index, fields, idKey);
    }
    noteMultikey(place, index, multikey);
    for (const { bytes: fields } of added) {
      putEntry(target, index, fields, idKey);
    }
  }
}

export function deleteDocument({ target, collection }: Place, source: Document): void {
  const idKey = orderedKey(idOf(source));
  const key = inTree(collection.tree, idKey);
  target.claim(key);
  for (const index of collection.indexes) {
    for (const { bytes: fields } of indexKeys(index, source).keys) {
      if (index.unique) {
        target.claim(inTree(index.tree, fields));
      }
      removeEntry(target, index, fields, idKey);
    }
  }
  target.remove(key);
}

/** Adds what an index that is being built lacks of a document. */
export function indexDocument(place: Place, index: Index, bytes: Buffer): void {
  const source = decodeDocument(bytes);
  const idKey = orderedKey(idOf(source));
  const { keys, multikey } = indexKeys(index, source);
  refuseDuplicates(place, index, keys, idKey);
  noteMultikey(place, index, multikey);
  for (const { bytes: fields } of keys) {
    putEntry(place.target, index, fields, idKey);
  }
}

const NO_CHANGE: EntryChanges = { removed: [], added: [], multikey: new Set() };

interface EntryChanges {
  removed: readonly IndexKey[];
  added: readonly IndexKey[];
  multikey: ReadonlySet<string>;
}

/** Whether both share the values that the index is of, so that its entries are the same without a look at them. */
const isUntouched = ({ fields, partial }: Index, before: Document, after: Document): boolean =>
  !partial && fields.every(({ parts: [name = ""] }) => before.get(name) === after.get(name));

function entryChanges(index: Index, before: Document, after: Document): EntryChanges {
  if (isUntouched(index, before, after)) {
    return NO_CHANGE;
  }
  const [old, fresh] = [indexKeys(index, before).keys, indexKeys(index, after)];
  const has = (keys: IndexKey[], { bytes }: IndexKey) =>
    keys.some((key) => key.bytes.equals(bytes));
  return {
    removed: old.filter((key) => !has(fresh.keys, key)),
    added: fresh.keys.filter((key) => !has(old, key)),
    multikey: fresh.multikey,
  };
}

/** A unique entry is found by its fields alone; others may share theirs, so the `_id` goes with them. */
export const entryKey = (index: Index, fields: Buffer, idKey: Buffer): Buffer =>
  index.unique ? inTree(index.tree, fields) : inTree(index.tree, fields, idKey);

const putEntry = (target: WriteTarget, index: Index, fields: Buffer, idKey: Buffer): void =>
  target.put(entryKey(index, fields, idKey), idKey);

const removeEntry = (target: WriteTarget, index: Index, fields: Buffer, idKey: Buffer): void =>
  target.remove(entryKey(index, fields, idKey));

function refuseDuplicates(
  { target, collection }: Place,
  index: Index,
  keys: readonly IndexKey[],
  idKey: Buffer,
): void {
  if (!index.unique) {
    return;
  }
  for (const { bytes, values } of keys) {
    const key = inTree(index.tree, bytes);
    target.claim(key);
    const other = target.get(key);
    if (other && !other.equals(idKey)) {
      const pattern = index.fields.map(({ path, direction }): [string, Value] => [path, direction]);
      const value = index.fields.map(({ path }, position): [string, Value] => [
        path,
        values[position] ?? null,
      ]);
      throw duplicateKey(collection, index.name, new Map(pattern), new Map(value));
    }
  }
}

function duplicateKey(
  collection: Collection,
  index: string,
  keyPattern: Document,
  keyValue: Document,
): CommandError {
  return new CommandError(
    "DuplicateKey",
    `E11000 duplicate key error collection: ${namespaceOf(collection)} index: ${index} dup key: ${shown(keyValue)}`,
    { details: { keyPattern, keyValue } },
  );
}

function noteMultikey(
  { target, catalog, collection }: Place,
  index: Index,
  paths: ReadonlySet<string>,
): void {
  if (paths.size === 0) {
    return;
  }
  const unsaved = [...paths].filter((path) => !index.savedMultikey.has(path));
  if (unsaved.length === 0) {
    return;
  }
  for (const path of unsaved) {
    index.multikey.add(path);
  }
  catalog.save(target, collection);
  target.onCommit(() => {
    for (const path of unsaved) {
      index.savedMultikey.add(path);
    }
  });
}

/** Throws InvalidIdField for what MongoDB does not take as an `_id`. */
export function idOf(source: Document): Value {
  const id = source.get("_id");
  if (id === undefined) {
    throw new CommandError("InvalidIdField", "a document without an _id");
  }
  if (isArray(id)) {
    throw new CommandError("InvalidIdField", "The '_id' value cannot be of type array");
  }
  if (id instanceof BSONRegExp) {
    throw new CommandError("InvalidIdField", "The '_id' value cannot be of type regex");
  }
  return id;
}
