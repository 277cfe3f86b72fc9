import { expressionTest, scopeMaker } from "../aggregating/pipeline.ts";
import { parseLet } from "../expressions/parseExpression.ts";
import { RawArray } from "../bson/bsonWriter.ts";
import { encodeDocument, type Reply } from "../bson/encode.ts";
import { document, isDocument, type Document, type Value } from "../bson/values.ts";
import type { CursorBatch } from "../cursors.ts";
import { CommandError } from "../errors.ts";
import { filterFrom } from "../matching/parseFilter.ts";
import { runQuery } from "../planning/runQuery.ts";
import { PAUSE, type Paused } from "../planning/paused.ts";
import type { Found } from "../planning/scan.ts";
import { parseProjection } from "../projecting/project.ts";
import { parseSort } from "../sorting/sort.ts";
import { Long } from "bson";
import { reply, type Command, type Request } from "./command.ts";
import type { Fields } from "./commandFields.ts";

/** How many documents a first batch has where the client does not say. */
export const FIRST_BATCH = 101;

export const find: Command = {
  name: "find",
  fields: [
    "filter",
    "sort",
    "projection",
    "hint",
    "skip",
    "limit",
    "batchSize",
    "singleBatch",
    "max",
    "min",
    "returnKey",
    "showRecordId",
    "tailable",
    "awaitData",
    "oplogReplay",
    "noCursorTimeout",
    "allowPartialResults",
    "allowDiskUse",
    "collation",
    "let",
  ],
  inTransactions: true,
  async run(fields, request) {
    const name = fields.required("find", fields.text("find"));
    const limit = fields.count("limit") ?? 0;
    const source = findQuery(fields, request, name, limit);
    const namespace = `${request.database}.${name}`;
    const batch = await request.engine.cursors.open(
      source,
      {
        namespace,
        session: request.session,
        transaction: request.transaction,
        neverTimesOut: fields.flag("noCursorTimeout"),
        limit: limit || undefined,
      },
      {
        size: fields.count("batchSize") ?? FIRST_BATCH,
        isSingle: fields.flag("singleBatch"),
        deadline: request.deadline,
      },
    );
    return reply({ cursor: cursorReply("firstBatch", batch, namespace) });
  },
};

export const cursorReply = (
  field: "firstBatch" | "nextBatch",
  { documents, id }: CursorBatch,
  namespace: string,
): Reply =>
  new Map<string, RawArray | Value>([
    [field, new RawArray(documents)],
    ["id", Long.fromBigInt(id)],
    ["ns", namespace],
  ]);

function findQuery(fields: Fields, request: Request, name: string, limit: number): Paused<Buffer> {
  refuseUnsupported(fields);
  const variables = parseLet(fields.document("let"));
  const sort = fields.document("sort");
  const found = runQuery(request.viewpoint, {
    collection: request.engine.catalog.find(request.database, name),
    filter: filterFrom(fields.document("filter"), expressionTest(variables)),
    sort: sort && parseSort(withoutNatural(sort)),
    skip: fields.count("skip"),
    limit,
    hint: sort?.has("$natural") ? sort : fields.value("hint"),
  });
  const projection = fields.document("projection");
  if (!projection || projection.size === 0) {
    return raw(found);
  }
  const project = parseProjection(projection, variables.names);
  const scopeOf = scopeMaker(variables.values);
  return raw(found, (source) => project(scopeOf(source)));
}

function refuseUnsupported(fields: Fields): void {
  const isEmpty = (value: Value) => isDocument(value) && value.size === 0;
  fields.refuse("max", isEmpty);
  fields.refuse("min", isEmpty);
  for (const name of ["returnKey", "showRecordId", "tailable", "awaitData"]) {
    fields.refuse(name);
  }
  fields.refuseCollation();
  // Nothing is ever sorted on disk or kept on several shards, so that these three change nothing.
  for (const name of ["allowDiskUse", "allowPartialResults", "oplogReplay"]) {
    fields.flag(name);
  }
}

function withoutNatural(sort: Document): Document {
  if (!sort.has("$natural")) {
    return sort;
  }
  if (sort.size > 1) {
    throw new CommandError(
      "BadValue",
      "$natural sort cannot be set to a value other than -1 or 1.",
    );
  }
  return document({});
}

function* raw(found: Paused<Found>, change?: (source: Document) => Document): Paused<Buffer> {
  for (const each of found) {
    if (each === PAUSE) {
      yield PAUSE;
    } else {
      yield change ? encodeDocument(change(each.source)) : each.bytes;
    }
  }
}
