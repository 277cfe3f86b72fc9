import { filterFrom } from "../matching/parseFilter.ts";
import { expressionTest } from "../aggregating/pipeline.ts";
import { parseLet } from "../expressions/parseExpression.ts";
import { pause } from "../cursors.ts";
import { runQuery } from "../planning/runQuery.ts";
import { PAUSE } from "../planning/paused.ts";
import { reply, type Command } from "./command.ts";

export const count: Command = {
  name: "count",
  fields: ["query", "limit", "skip", "hint", "collation", "fields"],
  async run(fields, { engine, database, viewpoint, deadline }) {
    const name = fields.required("count", fields.text("count"));
    fields.refuseCollation();
    // A field that drivers of old still send; counting has no use for a projection.
    fields.document("fields");
    const found = runQuery(viewpoint, {
      collection: engine.catalog.find(database, name),
      filter: filterFrom(fields.document("query"), expressionTest(parseLet(undefined))),
      skip: fields.count("skip"),
      limit: Math.abs(fields.integer("limit") ?? 0),
      hint: fields.value("hint"),
    });
    let n = 0;
    for (const each of found) {
      if (each === PAUSE) {
        await pause(deadline);
      } else {
        n += 1;
      }
    }
    return reply({ n });
  },
};
