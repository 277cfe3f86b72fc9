import { expressionTest } from "../aggregating/pipeline.ts";
import { parseLet } from "../expressions/parseExpression.ts";
import { orderedKey } from "../bson/orderedKey.ts";
import { isArray, isDocument, type Maybe, type Value } from "../bson/values.ts";
import { pause } from "../cursors.ts";
import { filterFrom } from "../matching/parseFilter.ts";
import { isPosition } from "../matching/reach.ts";
import { runQuery } from "../planning/runQuery.ts";
import { PAUSE } from "../planning/paused.ts";
import { reply, type Command } from "./command.ts";

export const distinct: Command = {
  name: "distinct",
  fields: ["key", "query", "collation", "hint"],
  inTransactions: true,
  async run(fields, { engine, database, viewpoint, deadline }) {
    const name = fields.required("distinct", fields.text("distinct"));
    const parts = fields.required("key", fields.text("key")).split(".");
    fields.refuseCollation();
    const found = runQuery(viewpoint, {
      collection: engine.catalog.find(database, name),
      filter: filterFrom(fields.document("query"), expressionTest(parseLet(undefined))),
      hint: fields.value("hint"),
    });
    const values = new Map<string, Value>();
    for (const each of found) {
      if (each === PAUSE) {
        await pause(deadline);
        continue;
      }
      for (const value of valuesAt(each.source, parts)) {
        values.set(orderedKey(value).toString("latin1"), value);
      }
    }
    return reply({ values: [...values.values()] });
  },
};

/** All values at a path, of arrays their members. */
function* valuesAt(value: Maybe, parts: readonly string[]): Generator<Value> {
  const [part, ...rest] = parts;
  if (value === undefined) {
    return;
  }
  if (part === undefined) {
    yield* isArray(value) ? value : [value];
  } else if (isDocument(value)) {
    yield* valuesAt(value.get(part), rest);
  } else if (isArray(value)) {
    if (isPosition(part)) {
      yield* valuesAt(value[Number(part)], rest);
    }
    for (const element of value) {
      if (isDocument(element)) {
        yield* valuesAt(element, parts);
      }
    }
  }
}
