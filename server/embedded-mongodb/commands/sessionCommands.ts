import { nameOfSession, sessionId } from "../transactions/sessions.ts";
import { CommandError } from "../errors.ts";
import { reply, type Command, type Request } from "./command.ts";

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

export const endSessions: Command = {
  name: "endSessions",
  fields: [],
  run(fields, { engine }) {
    for (const lsid of fields.array("endSessions") ?? []) {
      const id = sessionId(lsid);
      const session = id && nameOfSession(id);
      if (id) {
        engine.sessions.end(id);
        engine.cursors.killWhere((options) => options.session === session);
      }
    }
    return reply({});
  },
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
