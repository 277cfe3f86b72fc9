import { Long } from "bson";
import type { Value } from "../bson/values.ts";
import { CommandError, typeMismatch } from "../errors.ts";
import { reply, type Command } from "./command.ts";
import { cursorReply } from "./find.ts";

const cursorId = (value: Value | undefined): bigint => {
  if (value instanceof Long) {
    return value.toBigInt();
  }
  if (typeof value === "number" && Number.isInteger(value)) {
    return BigInt(value);
  }
  throw typeMismatch("a cursor id must be of type long");
};

export const getMore: Command = {
  name: "getMore",
  fields: ["collection", "batchSize"],
  inTransactions: true,
  async run(fields, { engine, database, session, transaction, deadline }) {
    const namespace = `${database}.${fields.required("collection", fields.text("collection"))}`;
    const size = fields.count("batchSize") ?? 0;
    const batch = await engine.cursors.more(
      cursorId(fields.value("getMore")),
      { namespace, session, transaction },
      { size: size === 0 ? Number.POSITIVE_INFINITY : size, deadline },
    );
    return reply({ cursor: cursorReply("nextBatch", batch, namespace) });
  },
};

export const killCursors: Command = {
  name: "killCursors",
  fields: ["cursors"],
  inTransactions: true,
  run(fields, { engine, database }) {
    const name = fields.required("killCursors", fields.text("killCursors"));
    const ids = fields.required("cursors", fields.array("cursors"));
    if (ids.length === 0) {
      throw new CommandError("BadValue", "Must specify at least one cursor id in: killCursors");
    }
    const known = ids.map((id) => engine.cursors.kill(cursorId(id), `${database}.${name}`));
    return reply({
      cursorsKilled: ids.filter((_, index) => known[index]),
      cursorsNotFound: ids.filter((_, index) => !known[index]),
      cursorsAlive: [],
      cursorsUnknown: [],
    });
  },
};
