import { expressionTest } from "../aggregating/pipeline.ts";
import { parseLet } from "../expressions/parseExpression.ts";
import { toInteger, type Document } from "../bson/values.ts";
import { CommandError, failedToParse } from "../errors.ts";
import { deleteDocument } from "../indexes/writeDocument.ts";
import { filterFrom } from "../matching/parseFilter.ts";
import { runQuery } from "../planning/runQuery.ts";
import { unpaused } from "../planning/paused.ts";
import { reply, type Command, type Request } from "./command.ts";
import { Fields } from "./commandFields.ts";
import { runStatements, statementSources, writeErrors, type Statement } from "./statements.ts";

const STATEMENT_FIELDS = new Set(["q", "limit", "collation", "hint"]);

export const deleteCommand: Command = {
  name: "delete",
  fields: ["deletes", "ordered", "let", "stmtId", "stmtIds"],
  inTransactions: true,
  isRetryable: true,
  async run(fields, request) {
    const name = fields.required("delete", fields.text("delete"));
    const variables = fields.document("let");
    const statements = statementSources(fields, request, "deletes")
      .map((source) => new Fields(source, "delete.deletes", STATEMENT_FIELDS))
      .map((statement) => deleting(statement, name, variables, request));
    const { results, errors } = await runStatements(request, fields, statements);
    const count = [...results.values()].reduce((total, each) => total + each, 0);
    return reply({ n: count, writeErrors: writeErrors(errors) });
  },
};

function deleting(
  fields: Fields,
  name: string,
  variables: Document | undefined,
  request: Request,
): Statement<number> {
  const limit = fields.required("limit", fields.integer("limit"));
  if (limit !== 0 && limit !== 1) {
    throw failedToParse(`The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  if (limit === 0 && request.retry) {
    throw new CommandError("InvalidOptions", "Cannot use retryable writes with limit=0");
  }
  fields.refuseCollation();
  const query = fields.required("q", fields.document("q"));
  const { engine, database, transaction } = request;
  return {
    apply({ target, viewpoint }) {
      const filter = filterFrom(query, expressionTest(parseLet(variables)));
      const collection = engine.catalog.find(database, name);
      const found = [
        ...unpaused(runQuery(viewpoint, { collection, filter, limit, hint: fields.value("hint") })),
      ];
      if (collection) {
        transaction?.collections.add(collection.id);
        for (const { source } of found) {
          deleteDocument({ target, catalog: engine.catalog, collection }, source);
        }
      }
      return found.length;
    },
    remember: (count) => count,
    recall: (saved) => toInteger(saved) ?? 0,
  };
}
