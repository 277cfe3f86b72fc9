import { expressionTest, scopeMaker } from "../aggregating/pipeline.ts";
import { parseLet } from "../expressions/parseExpression.ts";
import { document, isDocument, type Document, type Maybe, type Value } from "../bson/values.ts";
import { failedToParse } from "../errors.ts";
import { deleteDocument } from "../indexes/writeDocument.ts";
import { filterFrom } from "../matching/parseFilter.ts";
import { runQuery } from "../planning/runQuery.ts";
import { unpaused } from "../planning/paused.ts";
import { parseProjection } from "../projecting/project.ts";
import { parseSort } from "../sorting/sort.ts";
import { changeDocuments } from "./changeDocuments.ts";
import { reply, type Command, type Request } from "./command.ts";
import type { Fields } from "./commandFields.ts";
import { ensureCollection, runStatements, type WritePlace } from "./statements.ts";

export const findAndModify: Command = {
  name: "findAndModify",
  aliases: ["findandmodify"],
  fields: [
    "query",
    "sort",
    "remove",
    "update",
    "new",
    "fields",
    "upsert",
    "bypassDocumentValidation",
    "collation",
    "arrayFilters",
    "hint",
    "let",
    "stmtId",
  ],
  inTransactions: true,
  isRetryable: true,
  async run(fields, request) {
    const name = fields.required("findAndModify", fields.text("findAndModify"));
    fields.refuseCollation();
    fields.flag("bypassDocumentValidation");
    refuseContradictions(fields);
    if (fields.flag("upsert")) {
      await ensureCollection(request, name);
    }
    const statement = {
      apply: (place: WritePlace): Document =>
        fields.flag("remove")
          ? removal(fields, name, request, place)
          : modification(fields, name, request, place),
      remember: (result: Document): Value => result,
      recall: (saved: Value): Document => (isDocument(saved) ? saved : new Map<string, Value>()),
    };
    const { results, errors } = await runStatements(request, fields, [statement]);
    if (errors[0]) {
      throw errors[0].error;
    }
    return reply(Object.fromEntries(results.get(0) ?? []));
  },
};

function refuseContradictions(fields: Fields): void {
  const [removes, updates] = [fields.flag("remove"), fields.value("update") !== undefined];
  if (removes && updates) {
    throw failedToParse("Cannot specify both an update and remove=true");
  }
  if (!removes && !updates) {
    throw failedToParse("Either an update or remove=true must be specified");
  }
  if (removes && (fields.flag("upsert") || fields.flag("new"))) {
    throw failedToParse("Cannot specify upsert=true or new=true with remove=true");
  }
}

const sortOf = (fields: Fields) => {
  const sort = fields.document("sort");
  return sort && parseSort(sort);
};

function projected(fields: Fields, source: Maybe): Value {
  if (!isDocument(source)) {
    return null;
  }
  const projection = fields.document("fields");
  if (!projection || projection.size === 0) {
    return source;
  }
  const { names, values } = parseLet(fields.document("let"));
  return parseProjection(projection, names)(scopeMaker(values)(source));
}

function removal(
  fields: Fields,
  name: string,
  request: Request,
  { target, viewpoint }: WritePlace,
): Document {
  const { engine, database, transaction } = request;
  const filter = filterFrom(
    fields.document("query"),
    expressionTest(parseLet(fields.document("let"))),
  );
  const collection = engine.catalog.find(database, name);
  const [found] = unpaused(
    runQuery(viewpoint, {
      collection,
      filter,
      sort: sortOf(fields),
      limit: 1,
      hint: fields.value("hint"),
    }),
  );
  if (collection && found) {
    transaction?.collections.add(collection.id);
    deleteDocument({ target, catalog: engine.catalog, collection }, found.source);
  }
  return document({
    lastErrorObject: document({ n: found ? 1 : 0 }),
    value: projected(fields, found?.source),
  });
}

function modification(fields: Fields, name: string, request: Request, place: WritePlace): Document {
  const changed = changeDocuments(
    request,
    {
      collection: name,
      query: fields.document("query") ?? new Map(),
      update: fields.value("update"),
      arrayFilters: fields.documents("arrayFilters"),
      isMulti: false,
      isUpsert: fields.flag("upsert"),
      hint: fields.value("hint"),
      sort: sortOf(fields),
      variables: parseLet(fields.document("let")),
    },
    place,
  );
  const after = changed.after ?? changed.upserted?.after;
  return document({
    lastErrorObject: document({
      n: changed.matched + (changed.upserted ? 1 : 0),
      updatedExisting: changed.matched > 0,
      upserted: changed.upserted?.id,
    }),
    value: projected(fields, fields.flag("new") ? after : changed.before?.source),
  });
}
