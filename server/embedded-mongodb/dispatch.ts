import { Binary, Long, type Timestamp } from "bson";
import type { Reply } from "./bson/encode.ts";
import { document, isDocument, type Document, type Value } from "./bson/values.ts";
import { checkReadConcern, checkWriteConcern } from "./commands/concerns.ts";
import type { Command, Request } from "./commands/command.ts";
import { Fields, GENERIC_FIELDS } from "./commands/commandFields.ts";
import { commands } from "./commands/commandList.ts";
import type { Engine } from "./engine.ts";
import { CommandError, failedToParse, typeMismatch } from "./errors.ts";
import { PRESENT } from "./planning/viewpoint.ts";
import { Blocked } from "./transactions/blocked.ts";
import { nameOfSession, sessionId, type TransactionNumber } from "./transactions/sessions.ts";
import type { Transaction } from "./transactions/transaction.ts";
import type { Peer } from "./wire/connection.ts";
import type { Message } from "./wire/message.ts";

interface Known {
  command: Command;
  allowed: ReadonlySet<string> | "any";
}

const byName = new Map<string, Known>();
for (const command of commands) {
  const { name, fields, aliases = [] } = command;
  const allowed = fields === "any" ? fields : new Set([name, ...fields, ...GENERIC_FIELDS]);
  for (const each of [name, ...aliases]) {
    byName.set(each, { command, allowed });
  }
}

/** Carries out one message and gives the reply to it, also where that is a refusal. */
export async function dispatch(
  engine: Engine,
  message: Message,
  peer: Peer,
  onFault: (fault: unknown) => void,
): Promise<Reply> {
  try {
    return stamped(engine, await carryOut(engine, message, peer));
  } catch (fault) {
    return refusal(engine, fault, onFault);
  }
}

export function refusal(engine: Engine, fault: unknown, onFault: (fault: unknown) => void): Reply {
  if (fault instanceof CommandError) {
    return stamped(engine, errorReply(fault));
  }
  onFault(fault);
  return stamped(
    engine,
    errorReply(new CommandError("InternalError", "the engine failed at this command")),
  );
}

function errorReply(error: CommandError): Reply {
  const labels = error.labels.length > 0 ? [...error.labels] : undefined;
  return new Map<string, Value>([
    ...document({
      ok: 0,
      errmsg: error.message,
      code: error.code,
      codeName: error.codeName,
      errorLabels: labels,
    }),
    ...error.details,
  ]);
}

const signature: Document = new Map<string, Value>([
  ["hash", new Binary(Buffer.alloc(20))],
  ["keyId", Long.ZERO],
]);

/** Clients hand it to one another and back to the engine, which has no need of it. */
const clusterTime = (now: Timestamp): Document =>
  new Map<string, Value>([
    ["clusterTime", now],
    ["signature", signature],
  ]);

function stamped(engine: Engine, reply: Reply): Reply {
  if (!reply.has("ok")) {
    reply.set("ok", 1);
  }
  const now = engine.tick();
  reply.set("$clusterTime", clusterTime(now));
  return reply.set("operationTime", now);
}

async function carryOut(engine: Engine, message: Message, peer: Peer): Promise<Reply> {
  const { body } = message;
  const name = body.keys().next().value ?? "";
  const known = byName.get(name);
  if (!known) {
    throw new CommandError("CommandNotFound", `no such command: '${name}'`);
  }
  const { command, allowed } = known;
  if (message.isLegacy && command.name !== "hello") {
    throw new CommandError(
      352,
      `Unsupported OP_QUERY command: ${name}. The client driver may require an upgrade.`,
    );
  }
  const fields = new Fields(renamed(body, name, command.name), command.name, allowed);
  for (const sequence of message.sequences.keys()) {
    if (!command.fields.includes(sequence) || fields.source.has(sequence)) {
      throw new CommandError(
        "UnknownField",
        `BSON field '${name}.${sequence}' is an unknown or duplicate field.`,
      );
    }
  }
  const database = body.get("$db") ?? message.database;
  if (typeof database !== "string" || database === "") {
    throw new CommandError("MissingField", "OP_MSG requests require a $db argument");
  }
  return await run(engine, command, fields, { message, peer, database });
}

const renamed = (body: Document, from: string, to: string): Document =>
  from === to
    ? body
    : new Map([...body].map(([name, value]) => [name === from ? to : name, value]));

async function run(
  engine: Engine,
  command: Command,
  fields: Fields,
  {
    message: { body, sequences },
    peer,
    database,
  }: { message: Message; peer: Peer; database: string },
): Promise<Reply> {
  const writeConcernError = checkGeneric(body);
  const id = sessionId(body.get("lsid"));
  const isInTransaction = body.has("autocommit");
  checkReadConcern(body.get("readConcern"), isInTransaction);
  const number = id && transactionNumber(id, body.get("txnNumber"));
  const isEnding = command.name === "commitTransaction" || command.name === "abortTransaction";
  const transaction =
    isInTransaction && !isEnding ? transactionOf(engine, command, body, number) : undefined;
  const retry = isInTransaction ? undefined : retryOf(engine, command, number);
  const request: Request = {
    engine,
    database,
    sequences,
    viewpoint: transaction
      ? { reader: transaction, readsAt: transaction.readsAt, moment: () => transaction.bytes }
      : { reader: engine.store.latest, readsAt: PRESENT, moment: () => engine.store.commits },
    session: id && nameOfSession(id),
    transaction,
    retry,
    ending: isInTransaction ? number : undefined,
    deadline: deadlineOf(body),
    connection: peer,
  };
  try {
    const reply = await command.run(fields, request);
    if (reply.has("writeErrors") && number && transaction) {
      abortQuietly(engine, number, transaction);
    }
    return writeConcernError ? reply.set("writeConcernError", writeConcernError) : reply;
  } catch (fault) {
    if (number && transaction) {
      abortQuietly(engine, number, transaction);
    }
    throw fault instanceof Blocked ? blockedInTransaction() : fault;
  }
}

/** Any failed statement ends its transaction. */
function abortQuietly(engine: Engine, number: TransactionNumber, transaction: Transaction): void {
  if (transaction.isOpen) {
    engine.sessions.abort(number);
  }
}

const blockedInTransaction = () =>
  new CommandError("WriteConflict", "blocked by another transaction", {
    labels: ["TransientTransactionError"],
  });

function checkGeneric(body: Document): Document | undefined {
  const version = body.get("apiVersion");
  if (version !== undefined && version !== "1") {
    throw new CommandError(322, 'API version must be "1"');
  }
  for (const name of ["$readPreference", "$clusterTime"]) {
    const value = body.get(name);
    if (value !== undefined && !isDocument(value)) {
      throw typeMismatch(`BSON field '${name}' is the wrong type, expected type 'object'`);
    }
  }
  return checkWriteConcern(body.get("writeConcern"));
}

function transactionNumber(
  session: Uint8Array,
  value: Value | undefined,
): TransactionNumber | undefined {
  if (value === undefined) {
    return undefined;
  }
  const number =
    value instanceof Long ? value : typeof value === "number" ? Long.fromNumber(value) : undefined;
  if (!number || number.isNegative()) {
    throw failedToParse("txnNumber must be a number that is not negative");
  }
  return { session, number };
}

function transactionOf(
  engine: Engine,
  command: Command,
  body: Document,
  number: TransactionNumber | undefined,
): Transaction {
  if (body.get("autocommit") !== false || !number) {
    throw new CommandError(
      "InvalidOptions",
      "autocommit needs to be false, with lsid and txnNumber",
    );
  }
  if (!command.inTransactions) {
    throw new CommandError(
      "OperationNotSupportedInTransaction",
      `Cannot run '${command.name}' in a multi-document transaction.`,
    );
  }
  if (body.has("writeConcern")) {
    throw new CommandError(
      "InvalidOptions",
      "writeConcern is not allowed within a multi-statement transaction",
    );
  }
  const start = body.get("startTransaction");
  if (start !== undefined && start !== true) {
    throw new CommandError("InvalidOptions", "startTransaction, where it is given, must be true");
  }
  if (!start && body.has("readConcern")) {
    throw new CommandError(
      "InvalidOptions",
      "readConcern is allowed only in a transaction's first command",
    );
  }
  return start ? engine.sessions.start(number) : engine.sessions.continue(number);
}

function retryOf(engine: Engine, command: Command, number: TransactionNumber | undefined) {
  if (!number) {
    return undefined;
  }
  if (!command.isRetryable) {
    throw new CommandError(
      50768,
      `txnNumber may only be provided for multi-document transactions and retryable write commands. autocommit:false was not provided, and ${command.name} is not a retryable write command.`,
    );
  }
  const { session } = number;
  return { session, number: number.number, isFirst: engine.sessions.admitWrite(number) };
}

function deadlineOf(body: Document): number | undefined {
  const value = body.get("maxTimeMS");
  if (value === undefined) {
    return undefined;
  }
  const time =
    new Fields(new Map([["maxTimeMS", value]]), "command", new Set(["maxTimeMS"])).count(
      "maxTimeMS",
    ) ?? 0;
  return time === 0 ? undefined : Date.now() + time;
}
