import { Timestamp } from "bson";
import {
  document,
  isDocument,
  isNumeric,
  toNumber,
  type Document,
  type Value,
} from "../bson/values.ts";
import { CommandError, failedToParse, typeMismatch } from "../errors.ts";
import { Fields } from "./commandFields.ts";

const LEVELS = ["local", "majority", "available", "linearizable", "snapshot"];

/** Every level is fulfilled: one node, and what is read is on its disk. */
export function checkReadConcern(value: Value | undefined, isInTransaction: boolean): void {
  if (value === undefined) {
    return;
  }
  const fields = new Fields(
    documentOf(value, "readConcern"),
    "readConcern",
    new Set(["level", "afterClusterTime", "atClusterTime", "provenance"]),
  );
  const level = fields.text("level");
  if (level !== undefined && !LEVELS.includes(level)) {
    throw failedToParse(
      "readConcern.level must be either 'local', 'majority', 'linearizable', 'available', or 'snapshot'",
    );
  }
  if (level === "snapshot" && !isInTransaction) {
    throw new CommandError(
      "CommandNotSupported",
      "read concern 'snapshot' outside a transaction is not supported by this engine",
    );
  }
  fields.refuse("atClusterTime");
  const after = fields.value("afterClusterTime");
  if (after !== undefined && !(after instanceof Timestamp)) {
    throw typeMismatch("afterClusterTime must be a timestamp");
  }
}

/** Any write concern of one node is fulfilled: acknowledged is synced. Of more nodes, it is told that there are none. */
export function checkWriteConcern(value: Value | undefined): Document | undefined {
  if (value === undefined) {
    return undefined;
  }
  const fields = new Fields(
    documentOf(value, "writeConcern"),
    "writeConcern",
    new Set(["w", "j", "fsync", "wtimeout", "provenance"]),
  );
  fields.flag("j");
  fields.flag("fsync");
  fields.integer("wtimeout");
  const w = fields.value("w") ?? 1;
  if (w === "majority" || (isNumeric(w) && (toNumber(w) === 0 || toNumber(w) === 1))) {
    return undefined;
  }
  if (isNumeric(w) && toNumber(w) >= 0 && toNumber(w) <= 50) {
    return document({
      code: 100,
      codeName: "UnsatisfiableWriteConcern",
      errmsg: "Not enough data-bearing nodes",
    });
  }
  if (typeof w === "string") {
    throw new CommandError(
      79,
      `No write concern mode named '${w}' found in replica set configuration`,
    );
  }
  throw failedToParse("w has to be a number, string, or object");
}

function documentOf(value: Value, name: string): Document {
  if (!isDocument(value)) {
    throw typeMismatch(`BSON field '${name}' is the wrong type, expected type 'object'`);
  }
  return value;
}
