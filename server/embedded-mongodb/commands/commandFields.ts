import {
  isArray,
  isDocument,
  isNumeric,
  toInteger,
  toNumber,
  type Document,
  type Value,
} from "../bson/values.ts";
import { typeName } from "../bson/typeNames.ts";
import { CommandError, typeMismatch } from "../errors.ts";

/** What any command may carry; the dispatcher looks after it. */
export const GENERIC_FIELDS: ReadonlySet<string> = new Set([
  "$db",
  "lsid",
  "txnNumber",
  "autocommit",
  "startTransaction",
  "$readPreference",
  "$clusterTime",
  "readConcern",
  "writeConcern",
  "maxTimeMS",
  "comment",
  "apiVersion",
  "apiStrict",
  "apiDeprecationErrors",
]);

/** A command's or a statement's fields, each asked for by the type it must have. */
export class Fields {
  readonly source: Document;
  readonly #name: string;

  /** Throws UnknownField for what is not among `allowed`: nothing is ever ignored. */
  constructor(source: Document, name: string, allowed: ReadonlySet<string> | "any") {
    this.source = source;
    this.#name = name;
    for (const field of source.keys()) {
      if (allowed !== "any" && !allowed.has(field)) {
        throw new CommandError(
          "UnknownField",
          `BSON field '${name}.${field}' is an unknown field.`,
        );
      }
    }
  }

  value(field: string): Value | undefined {
    return this.source.get(field);
  }

  document(field: string): Document | undefined {
    const value = this.value(field);
    if (value !== undefined && !isDocument(value)) {
      throw this.#wrongType(field, "object");
    }
    return value;
  }

  array(field: string): Value[] | undefined {
    const value = this.value(field);
    if (value !== undefined && !isArray(value)) {
      throw this.#wrongType(field, "array");
    }
    return value;
  }

  documents(field: string): Document[] | undefined {
    return this.array(field)?.map((each, index) => {
      if (!isDocument(each)) {
        throw this.#wrongType(`${field}.${index}`, "object");
      }
      return each;
    });
  }

  text(field: string): string | undefined {
    const value = this.value(field);
    if (value !== undefined && typeof value !== "string") {
      throw this.#wrongType(field, "string");
    }
    return value;
  }

  /** As MongoDB's drivers send truth values: also as numbers. */
  flag(field: string): boolean {
    const value = this.value(field);
    if (value === undefined) {
      return false;
    }
    if (isNumeric(value)) {
      return toNumber(value) !== 0;
    }
    if (typeof value !== "boolean") {
      throw this.#wrongType(field, "bool");
    }
    return value;
  }

  /** A whole number that is not negative. */
  count(field: string): number | undefined {
    const value = this.integer(field);
    if (value !== undefined && value < 0) {
      throw new CommandError(
        51024,
        `BSON field '${field}' value must be >= 0, actual value '${value}'`,
      );
    }
    return value;
  }

  integer(field: string): number | undefined {
    const value = this.value(field);
    if (value === undefined) {
      return undefined;
    }
    if (!isNumeric(value)) {
      throw this.#wrongType(field, "number");
    }
    return toInteger(value) ?? Math.trunc(toNumber(value));
  }

  required<T>(field: string, value: T | undefined): T {
    if (value === undefined) {
      throw new CommandError(
        "MissingField",
        `BSON field '${this.#name}.${field}' is missing but a required field`,
      );
    }
    return value;
  }

  /** Refuses an option that MongoDB has and this engine has not, unless it is left at what it would be anyway. */
  refuse(field: string, isHarmless: (value: Value) => boolean = (value) => value === false): void {
    const value = this.value(field);
    if (value !== undefined && !isHarmless(value)) {
      throw new CommandError(
        "CommandNotSupported",
        `option '${field}' of '${this.#name}' is not supported by this engine`,
      );
    }
  }

  refuseCollation(): void {
    this.refuse(
      "collation",
      (value) =>
        isDocument(value) &&
        (value.size === 0 || (value.size === 1 && value.get("locale") === "simple")),
    );
  }

  #wrongType(field: string, expected: string): CommandError {
    return typeMismatch(
      `BSON field '${this.#name}.${field}' is the wrong type '${typeName(this.value(field))}', expected type '${expected}'`,
    );
  }
}
