import { shown } from "../bson/shown.ts";
import { equalValues } from "../bson/compare.ts";
import {
  isDocument,
  isNumeric,
  isTruthy,
  toNumber,
  type Document,
  type Value,
} from "../bson/values.ts";
import { nameOf, type Collection, type Index } from "../catalog/collection.ts";
import { CommandError } from "../errors.ts";
import { parseFilter } from "../matching/parseFilter.ts";
import { isPosition } from "../matching/reach.ts";

const MAX_FIELDS = 32;
const OPTIONS = [
  "key",
  "name",
  "v",
  "ns",
  "unique",
  "sparse",
  "background",
  "partialFilterExpression",
  "expireAfterSeconds",
  "hidden",
  "collation",
];
const cannotCreate = (message: string) => new CommandError("CannotCreateIndex", message);

/** What a partial index may demand, as in MongoDB: what can be seen to hold for a query. */
const PARTIAL_OPERATORS = ["$eq", "$gt", "$gte", "$lt", "$lte", "$exists", "$type", "$in"];

/** Checks what `createIndexes` asks for and gives it the form in which it is kept and listed. */
export function indexSpecification(source: Document): Document {
  for (const option of source.keys()) {
    if (!OPTIONS.includes(option)) {
      throw new CommandError(
        "InvalidIndexSpecificationOption",
        `The field '${option}' is not valid for an index specification, or not supported by this engine`,
      );
    }
  }
  const key = source.get("key");
  const name = source.get("name");
  if (!isDocument(key) || key.size === 0 || key.size > MAX_FIELDS) {
    throw cannotCreate("Index keys cannot be empty or have more than 32 fields.");
  }
  if (typeof name !== "string" || name === "") {
    throw new CommandError(
      "FailedToParse",
      "The 'name' field is a required property of an index specification",
    );
  }
  for (const [path, kind] of key) {
    checkField(path, kind);
  }
  refuseOptions(source);
  const specification: Document = new Map<string, Value>([
    ["v", 2],
    ["key", key],
    ["name", name],
  ]);
  for (const option of ["unique", "sparse"]) {
    if (isTruthy(source.get(option))) {
      specification.set(option, true);
    }
  }
  const partial = source.get("partialFilterExpression");
  if (partial !== undefined) {
    specification.set("partialFilterExpression", partialFilter(partial, specification));
  }
  const expires = source.get("expireAfterSeconds");
  if (expires !== undefined) {
    specification.set("expireAfterSeconds", expiry(expires, key));
  }
  return specification;
}

function checkField(path: string, kind: Value): void {
  if (path === "" || path.split(".").some((part) => part === "" || part.startsWith("$"))) {
    throw cannotCreate(`Index key contains an illegal field name: '${path}'`);
  }
  if (path.split(".").some(isPosition)) {
    throw new CommandError(
      "CommandNotSupported",
      `an index on an array position ('${path}') is not supported by this engine`,
    );
  }
  if (typeof kind === "string" || path.includes("*")) {
    throw new CommandError(
      "CommandNotSupported",
      `indexes of the kind '${path}: ${shown(kind)}' are not supported by this engine`,
    );
  }
  if (!isNumeric(kind) || toNumber(kind) === 0 || Number.isNaN(toNumber(kind))) {
    throw cannotCreate(
      `Values in v:2 index key pattern must be a number > 0 or a number < 0, not ${shown(kind)}`,
    );
  }
}

function refuseOptions(source: Document): void {
  const collation = source.get("collation");
  const isSimple =
    isDocument(collation) && collation.size === 1 && collation.get("locale") === "simple";
  if (collation !== undefined && !isSimple) {
    throw new CommandError("CommandNotSupported", "collation is not supported by this engine");
  }
  if (isTruthy(source.get("hidden"))) {
    throw new CommandError(
      "CommandNotSupported",
      "hidden indexes are not supported by this engine",
    );
  }
  const version = source.get("v");
  if (version !== undefined && (!isNumeric(version) || toNumber(version) !== 2)) {
    throw cannotCreate("Invalid index specification: this engine supports index version 2 only");
  }
}

function partialFilter(partial: Value, specification: Document): Document {
  if (!isDocument(partial)) {
    throw cannotCreate("'partialFilterExpression' for an index has to be a document");
  }
  if (specification.has("sparse")) {
    throw cannotCreate('cannot mix "partialFilterExpression" and "sparse" options');
  }
  const { conditions, isCovered } = parseFilter(partial);
  const isFit =
    (isCovered || [...partial.values()].every((operand) => isDocument(operand))) &&
    ![...partial.keys()].some((name) => name.startsWith("$")) &&
    conditions.every(
      ({ operator, operand }) =>
        PARTIAL_OPERATORS.includes(operator) && (operator !== "$exists" || isTruthy(operand)),
    );
  if (!isFit) {
    throw cannotCreate("unsupported expression in partial index");
  }
  return partial;
}

function expiry(expires: Value, key: Document): Value {
  if (!isNumeric(expires) || !(toNumber(expires) >= 0) || toNumber(expires) > 2 ** 31 - 1) {
    throw cannotCreate(
      "TTL index 'expireAfterSeconds' option must be numeric and within 0 to 2147483647",
    );
  }
  if (key.size > 1) {
    throw cannotCreate("TTL indexes are single-field indexes, compound indexes do not support TTL");
  }
  if (key.has("_id")) {
    throw new CommandError(
      "InvalidIndexSpecificationOption",
      "The field 'expireAfterSeconds' is not valid for an _id index specification.",
    );
  }
  return Math.trunc(toNumber(expires));
}

/** Whether this very index is there already; throws where one like it stands in the way. */
export function isPresent(collection: Collection, specification: Document): boolean {
  const key = specification.get("key");
  const name = nameOf(specification);
  if (isDocument(key) && key.size === 1 && key.has("_id")) {
    return true;
  }
  for (const index of collection.indexes) {
    const isSame = sameBut(index.specification, specification, "name");
    if (index.name === name) {
      if (isSame) {
        return true;
      }
      throw sameKey(index, specification)
        ? new CommandError(
            "IndexOptionsConflict",
            `An equivalent index already exists with the same name but different options: ${name}`,
          )
        : new CommandError(
            "IndexKeySpecsConflict",
            `An existing index has the same name as the requested index but another key: ${name}`,
          );
    }
    if (
      sameKey(index, specification) &&
      equalValues(
        index.specification.get("partialFilterExpression"),
        specification.get("partialFilterExpression"),
      )
    ) {
      throw new CommandError(
        "IndexOptionsConflict",
        `Index already exists with a different name: ${index.name}`,
      );
    }
  }
  return false;
}

const sameKey = (index: Index, specification: Document): boolean =>
  equalValues(index.specification.get("key"), specification.get("key"));

function sameBut(left: Document, right: Document, but: string): boolean {
  const names = new Set([...left.keys(), ...right.keys()]);
  names.delete(but);
  return [...names].every((name) => equalValues(left.get(name), right.get(name)));
}
