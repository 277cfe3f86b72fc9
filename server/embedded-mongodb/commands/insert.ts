import { ObjectId } from "bson";
import { decodeDocument } from "../bson/decode.ts";
import { encodeDocument } from "../bson/encode.ts";
import { isDocument, MAX_DOCUMENT_BYTES, type Document } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { idOf, insertDocument } from "../indexes/writeDocument.ts";
import { reply, type Command, type Request } from "./command.ts";
import type { Fields } from "./commandFields.ts";
import {
  ensureCollection,
  runStatements,
  sized,
  writeErrors,
  type Statement,
} from "./statements.ts";

interface Incoming {
  source: Document;
  bytes: Buffer;
}

export const insert: Command = {
  name: "insert",
  fields: ["documents", "ordered", "bypassDocumentValidation", "stmtId", "stmtIds"],
  inTransactions: true,
  isRetryable: true,
  async run(fields, request) {
    const name = fields.required("insert", fields.text("insert"));
    fields.flag("bypassDocumentValidation");
    const statements = incoming(fields, request).map((each) => inserting(each, name, request));
    await ensureCollection(request, name);
    const { results, errors } = await runStatements(request, fields, statements);
    return reply({ n: results.size, writeErrors: writeErrors(errors) });
  },
};

function incoming(fields: Fields, request: Request): (() => Incoming)[] {
  const beside = request.sequences.get("documents");
  if (beside) {
    return sized(beside).map((bytes) => () => ({ source: decodeDocument(bytes), bytes }));
  }
  return sized(fields.required("documents", fields.documents("documents"))).map((source) => () => ({
    source,
    bytes: encodeDocument(source),
  }));
}

function inserting(read: () => Incoming, name: string, request: Request): Statement<number> {
  const { engine, database, transaction } = request;
  // Read once: a retry after waiting must find the same new _id.
  let ready: Incoming | undefined;
  return {
    apply({ target }) {
      ready ??= withId(read());
      const collection = engine.catalog.findOrCreate(target, database, name);
      transaction?.collections.add(collection.id);
      insertDocument({ target, catalog: engine.catalog, collection }, ready.source, ready.bytes);
      return 1;
    },
    remember: () => "inserted",
    recall: () => 1,
  };
}

/** With its `_id` in the first place, as MongoDB stores it. */
export function withId({ source, bytes }: Incoming): Incoming {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new CommandError(
      "BSONObjectTooLarge",
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT_BYTES}`,
    );
  }
  if (source.keys().next().value === "_id") {
    refuseOddId(source);
    return { source, bytes };
  }
  const given = source.get("_id");
  const id = given === undefined ? new ObjectId() : given;
  const complete: Document = new Map([
    ["_id", id],
    ...[...source].filter(([name]) => name !== "_id"),
  ]);
  refuseOddId(complete);
  return { source: complete, bytes: encodeDocument(complete) };
}

function refuseOddId(source: Document): void {
  const id = idOf(source);
  const odd = isDocument(id) ? [...id.keys()].find((name) => name.startsWith("$")) : undefined;
  if (odd !== undefined) {
    throw new CommandError(
      "DollarPrefixedFieldName",
      `The dollar ($) prefixed field '_id.${odd}' in '_id.${odd}' is not allowed in the context of an insert or upsert.`,
    );
  }
}
