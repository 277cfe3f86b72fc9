import { runPipeline } from "../aggregating/pipeline.ts";
import { parseLet } from "../expressions/parseExpression.ts";
import { encodeDocument } from "../bson/encode.ts";
import { isDocument, type Document } from "../bson/values.ts";
import { CommandError, failedToParse } from "../errors.ts";
import { PAUSE, type Paused } from "../planning/paused.ts";
import { reply, type Command } from "./command.ts";
import { Fields } from "./commandFields.ts";
import { cursorReply, FIRST_BATCH } from "./find.ts";

export const aggregate: Command = {
  name: "aggregate",
  fields: [
    "pipeline",
    "explain",
    "allowDiskUse",
    "cursor",
    "bypassDocumentValidation",
    "collation",
    "hint",
    "let",
  ],
  inTransactions: true,
  async run(fields, request) {
    const name = fields.value("aggregate");
    if (typeof name !== "string") {
      throw new CommandError(
        "CommandNotSupported",
        "aggregation of a whole database is not supported by this engine",
      );
    }
    fields.refuse("explain");
    fields.refuseCollation();
    // Without a disk to sort on and validators to pass by, these change nothing.
    fields.flag("allowDiskUse");
    fields.flag("bypassDocumentValidation");
    const options = fields.document("cursor");
    if (!options) {
      throw failedToParse(
        "The 'cursor' option is required, except for aggregate with the explain argument",
      );
    }
    const size = new Fields(options, "aggregate.cursor", new Set(["batchSize"])).count("batchSize");
    const { engine, database, viewpoint, session, transaction, deadline } = request;
    const variables = parseLet(fields.document("let"));
    const stages = fields.required("pipeline", fields.array("pipeline")).map((stage) => {
      if (!isDocument(stage)) {
        throw new CommandError(
          "TypeMismatch",
          "Each element of the 'pipeline' array must be an object",
        );
      }
      return stage;
    });
    const found = runPipeline(
      { viewpoint, catalog: engine.catalog, database },
      name,
      stages,
      variables,
      fields.value("hint"),
    );
    const namespace = `${database}.${name}`;
    const batch = await engine.cursors.open(
      encoded(found),
      { namespace, session, transaction },
      { size: size ?? FIRST_BATCH, deadline },
    );
    return reply({ cursor: cursorReply("firstBatch", batch, namespace) });
  },
};

function* encoded(source: Paused<Document>): Paused<Buffer> {
  for (const each of source) {
    yield each === PAUSE ? PAUSE : encodeDocument(each);
  }
}
