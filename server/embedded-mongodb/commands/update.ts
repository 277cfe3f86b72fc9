import { parseLet } from "../expressions/parseExpression.ts";
import { document, isDocument, toInteger, type Document, type Value } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { changeDocuments } from "./changeDocuments.ts";
import { reply, type Command, type Request } from "./command.ts";
import { Fields } from "./commandFields.ts";
import {
  ensureCollection,
  runStatements,
  statementSources,
  writeErrors,
  type Statement,
} from "./statements.ts";

interface UpdateResult {
  matched: number;
  modified: number;
  upserted?: { id: Value };
}

const STATEMENT_FIELDS = new Set([
  "q",
  "u",
  "c",
  "multi",
  "upsert",
  "collation",
  "arrayFilters",
  "hint",
]);

export const update: Command = {
  name: "update",
  fields: ["updates", "ordered", "bypassDocumentValidation", "let", "stmtId", "stmtIds"],
  inTransactions: true,
  isRetryable: true,
  async run(fields, request) {
    const name = fields.required("update", fields.text("update"));
    fields.flag("bypassDocumentValidation");
    const sources = statementSources(fields, request, "updates");
    const given = sources.map((source) => new Fields(source, "update.updates", STATEMENT_FIELDS));
    if (given.some((statement) => statement.flag("upsert"))) {
      await ensureCollection(request, name);
    }
    const variables = fields.document("let");
    const statements = given.map((statement) => updating(statement, name, variables, request));
    const { results, errors } = await runStatements(request, fields, statements);
    let [matched, modified] = [0, 0];
    const upserted: Document[] = [];
    for (const [index, result] of results) {
      matched += result.matched + (result.upserted ? 1 : 0);
      modified += result.modified;
      if (result.upserted) {
        upserted.push(document({ index, _id: result.upserted.id }));
      }
    }
    return reply({
      n: matched,
      nModified: modified,
      upserted: upserted.length > 0 ? upserted : undefined,
      writeErrors: writeErrors(errors),
    });
  },
};

function updating(
  fields: Fields,
  collection: string,
  outer: Document | undefined,
  request: Request,
): Statement<UpdateResult> {
  const isMulti = fields.flag("multi");
  if (isMulti && request.retry) {
    throw new CommandError("InvalidOptions", "Cannot use retryable writes with multi=true");
  }
  fields.refuseCollation();
  const query = fields.required("q", fields.document("q"));
  const constants = fields.document("c");
  return {
    apply(place) {
      const change = {
        collection,
        query,
        update: fields.required("u", fields.value("u")),
        arrayFilters: fields.documents("arrayFilters"),
        isMulti,
        isUpsert: fields.flag("upsert"),
        hint: fields.value("hint"),
        variables: parseLet(new Map([...(outer ?? []), ...(constants ?? [])])),
      };
      if (isMulti && isReplacement(change.update)) {
        throw new CommandError(
          "FailedToParse",
          "multi update is not supported for replacement-style update",
        );
      }
      return changeDocuments(request, change, place);
    },
    remember: ({ matched, modified, upserted }) =>
      document({ matched, modified, upserted: upserted && [upserted.id] }),
    recall: (saved) => {
      const result = isDocument(saved) ? saved : new Map<string, Value>();
      const upserted = result.get("upserted");
      return {
        matched: toInteger(result.get("matched")) ?? 0,
        modified: toInteger(result.get("modified")) ?? 0,
        ...(Array.isArray(upserted) && { upserted: { id: upserted[0] ?? null } }),
      };
    },
  };
}

const isReplacement = (update: Value): boolean =>
  isDocument(update) && !update.keys().next().value?.startsWith("$");
