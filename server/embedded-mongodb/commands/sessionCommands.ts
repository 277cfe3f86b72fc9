import type { Value } from "../bson/values.ts";
import { nameOfSession, sessionId } from "../transactions/sessions.ts";
import { CommandError } from "../errors.ts";
import { reply, type Command, type Request } from "./command.ts";
import type { Fields } from "./commandFields.ts";

function ending({ ending: number }: Request): NonNullable<Request["ending"]> {
  if (!number) {
    throw new CommandError("InvalidOptions", "txnNumber and autocommit: false are required");
  }
  return number;
}

export const commitTransaction: Command = {
  name: "commitTransaction",
  fields: ["recoveryToken"],
  inTransactions: true,
  async run(fields, request) {
    fields.document("recoveryToken");
    await request.engine.sessions.commit(ending(request));
    return reply({});
  },
};

export const abortTransaction: Command = {
  name: "abortTransaction",
  fields: ["recoveryToken"],
  inTransactions: true,
  run(fields, request) {
    fields.document("recoveryToken");
    request.engine.sessions.abort(ending(request));
    return reply({});
  },
};

const idsOf = (list: Value[] | undefined): Uint8Array[] =>
  (list ?? []).flatMap((lsid) => sessionId(lsid) ?? []);

function endEach(name: string, fields: Fields, { engine }: Request) {
  for (const id of idsOf(fields.array(name))) {
    engine.sessions.end(id);
    const session = nameOfSession(id);
    engine.cursors.killWhere((options) => options.session === session);
  }
  return reply({});
}

export const endSessions: Command = {
  name: "endSessions",
  fields: [],
  run: (fields, request) => endEach("endSessions", fields, request),
};

export const killSessions: Command = {
  name: "killSessions",
  fields: [],
  run: (fields, request) => endEach("killSessions", fields, request),
};

export const killAllSessions: Command = {
  name: "killAllSessions",
  fields: [],
  run(fields, { engine }) {
    fields.array("killAllSessions");
    engine.sessions.abortAll();
    engine.cursors.killWhere((options) => options.session !== undefined);
    return reply({});
  },
};

export const refreshSessions: Command = {
  name: "refreshSessions",
  fields: [],
  run(fields, { engine }) {
    for (const id of idsOf(fields.array("refreshSessions"))) {
      engine.sessions.touch(id);
    }
    return reply({});
  },
};
