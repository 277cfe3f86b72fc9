import { Binary } from "bson";
import { isArray, isDocument, toInteger, type Document, type Value } from "../bson/values.ts";
import type { Filter } from "../matching/parseFilter.ts";
import { parseFilter } from "../matching/parseFilter.ts";

export interface IndexField {
  path: string;
  parts: readonly string[];
  direction: 1 | -1;
}

export interface Index {
  readonly name: string;
  readonly tree: number;
  readonly fields: readonly IndexField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partial: { source: Document; filter: Filter } | undefined;
  readonly expireAfterSeconds: number | undefined;
  /** As it was asked for, for listIndexes. */
  readonly specification: Document;
  /** Paths that some document held an array under, or was about to; once in, never out. */
  readonly multikey: Set<string>;
  /** Those of them that the catalog on disk tells of too. */
  readonly savedMultikey: Set<string>;
  /** The number of the commit from which on it is complete; infinite while that is synced, `undefined` while it is built. */
  readyAt: number | undefined;
}

export interface Collection {
  readonly id: number;
  readonly database: string;
  readonly name: string;
  readonly uuid: Binary;
  readonly tree: number;
  indexes: Index[];
}

export const namespaceOf = ({ database, name }: Collection): string => `${database}.${name}`;

/** What the catalog keeps of a collection. */
export const describeCollection = (collection: Collection): Document =>
  new Map<string, Value>([
    ["id", collection.id],
    ["database", collection.database],
    ["name", collection.name],
    ["uuid", collection.uuid],
    ["tree", collection.tree],
    [
      "indexes",
      collection.indexes.map(
        (index) =>
          new Map<string, Value>([
            ["tree", index.tree],
            ["specification", index.specification],
            ["multikey", [...index.multikey]],
            ["isReady", index.readyAt !== undefined],
          ]),
      ),
    ],
  ]);

export function readCollection(source: Document): Collection {
  const [database, name, uuid] = ["database", "name", "uuid"].map((field) => source.get(field));
  const indexes = source.get("indexes");
  if (
    typeof database !== "string" ||
    typeof name !== "string" ||
    !(uuid instanceof Binary) ||
    !isArray(indexes)
  ) {
    throw new Error("the catalog of this data folder cannot be read");
  }
  return {
    id: toInteger(source.get("id")) ?? 0,
    database,
    name,
    uuid,
    tree: toInteger(source.get("tree")) ?? 0,
    indexes: indexes.filter(isDocument).map(readIndex),
  };
}

function readIndex(source: Document): Index {
  const specification = source.get("specification");
  const multikey = source.get("multikey");
  if (!isDocument(specification) || !isArray(multikey)) {
    throw new Error("an index in the catalog of this data folder cannot be read");
  }
  return makeIndex(specification, {
    tree: toInteger(source.get("tree")) ?? 0,
    multikey: multikey.filter((path) => typeof path === "string"),
    readyAt: source.get("isReady") === true ? 0 : undefined,
  });
}

export function nameOf(specification: Document): string {
  const name = specification.get("name");
  return typeof name === "string" ? name : "";
}

/** From a specification that was checked when it was created. */
export function makeIndex(
  specification: Document,
  { tree, multikey, readyAt }: { tree: number; multikey: string[]; readyAt: number | undefined },
): Index {
  const key = specification.get("key");
  const partial = specification.get("partialFilterExpression");
  return {
    name: nameOf(specification),
    tree,
    fields: isDocument(key)
      ? Array.from(key, ([path, direction]) => ({
          path,
          parts: path.split("."),
          direction: (toInteger(direction) ?? 1) < 0 ? -1 : 1,
        }))
      : [],
    unique: specification.get("unique") === true,
    sparse: specification.get("sparse") === true,
    partial: isDocument(partial) ? { source: partial, filter: parseFilter(partial) } : undefined,
    expireAfterSeconds: toInteger(specification.get("expireAfterSeconds")),
    specification,
    multikey: new Set(multikey),
    savedMultikey: new Set(multikey),
    readyAt,
  };
}
