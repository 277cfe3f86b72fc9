import { decodeDocument } from "../bson/decode.ts";
import type { Document, Value } from "../bson/values.ts";
import { document } from "../bson/values.ts";
import { CommandError } from "../errors.ts";
import { batchViewpoint, type Viewpoint } from "../planning/viewpoint.ts";
import { Blocked } from "../transactions/blocked.ts";
import { RetryRecord } from "../transactions/retryRecord.ts";
import type { WriteTarget } from "../transactions/writeTarget.ts";
import type { Request } from "./command.ts";
import type { Fields } from "./commandFields.ts";

export interface Statement<Result> {
  /** Does it, whole or not at all. */
  apply: (place: WritePlace) => Result;
  /** What a retry is told, and how it is told apart from a plain insert. */
  remember: (result: Result) => Value;
  recall: (saved: Value) => Result;
}

export interface WritePlace {
  target: WriteTarget;
  viewpoint: Viewpoint;
}

export interface Outcome<Result> {
  results: Map<number, Result>;
  errors: { index: number; error: CommandError }[];
}

/** Runs a command's statements where they belong: in its transaction, or with others in the write lane. */
export async function runStatements<Result>(
  request: Request,
  fields: Fields,
  statements: readonly Statement<Result>[],
): Promise<Outcome<Result>> {
  const isOrdered = fields.value("ordered") !== false;
  const outcome: Outcome<Result> = { results: new Map(), errors: [] };
  const numbers = statementNumbers(fields, statements.length);
  let next = 0;
  const { transaction, retry, engine } = request;
  let record = retry?.isFirst ? new RetryRecord(retry.number) : undefined;
  const work = (target: WriteTarget, viewpoint: Viewpoint): void => {
    record ??= retry && recordFor(target, retry);
    try {
      for (; next < statements.length; next += 1) {
        const statement = statements[next];
        const number = numbers[next] ?? next;
        if (!statement) {
          break;
        }
        const saved = record?.resultOf(number);
        if (saved !== undefined) {
          outcome.results.set(next, statement.recall(saved));
          continue;
        }
        const error = attempt(statement, { target, viewpoint }, next, outcome, (result) => {
          const remembered = statement.remember(result);
          if (remembered === "inserted") {
            record?.noteInsert(number);
          } else {
            record?.noteResult(number, remembered);
          }
        });
        if (error && isOrdered) {
          break;
        }
      }
    } finally {
      if (record && retry && outcome.results.size > 0) {
        record.save(target, retry.session);
      }
    }
  };
  if (transaction) {
    await engine.lane.catalogSettled();
    work(transaction, request.viewpoint);
  } else {
    await engine.lane.run((batch) => work(batch, batchViewpoint(batch, engine.store)));
  }
  return outcome;
}

function recordFor(target: WriteTarget, retry: NonNullable<Request["retry"]>): RetryRecord {
  const known = RetryRecord.read(target, retry.session);
  return known?.number.equals(retry.number) ? known : new RetryRecord(retry.number);
}

/** True where the statement failed in a way of its own; what concerns the whole command is thrown. */
function attempt<Result>(
  statement: Statement<Result>,
  place: WritePlace,
  index: number,
  outcome: Outcome<Result>,
  note: (result: Result) => void,
): boolean {
  try {
    const result = place.target.atomically(() => statement.apply(place));
    outcome.results.set(index, result);
    note(result);
    return false;
  } catch (fault) {
    if (fault instanceof Blocked || !(fault instanceof CommandError) || fault.labels.length > 0) {
      throw fault;
    }
    outcome.errors.push({ index, error: fault });
    return true;
  }
}

function statementNumbers(fields: Fields, count: number): number[] {
  const given = fields.array("stmtIds");
  if (given) {
    return given.map((each) => (typeof each === "number" ? each : -1));
  }
  const first = fields.integer("stmtId") ?? 0;
  return Array.from({ length: count }, (_, index) => first + index);
}

export const writeErrors = (errors: Outcome<unknown>["errors"]): Value | undefined =>
  errors.length === 0
    ? undefined
    : errors.map(
        ({ index, error }): Document =>
          new Map([
            ...document({ index, code: error.code }),
            ...error.details,
            ...document({ errmsg: error.message }),
          ]),
      );

/** The documents of a list, whether they came in the command or beside it. */
export function statementSources(fields: Fields, request: Request, name: string): Document[] {
  const beside = request.sequences.get(name)?.map((bytes) => decodeDocument(bytes));
  return sized(fields.required(name, beside ?? fields.documents(name)));
}

const MAX_STATEMENTS = 100_000;

export function sized<T>(list: readonly T[]): T[] {
  if (list.length === 0 || list.length > MAX_STATEMENTS) {
    throw new CommandError(
      "InvalidOptions",
      `Write batch sizes must be between 1 and ${MAX_STATEMENTS}. Got ${list.length} operations.`,
    );
  }
  return [...list];
}

/** In a transaction a collection is made at once and stays, whatever becomes of the transaction. */
export async function ensureCollection(request: Request, name: string): Promise<void> {
  const { engine, database } = request;
  if (request.transaction && !engine.catalog.find(database, name)) {
    await engine.lane.run((batch) => {
      engine.catalog.findOrCreate(batch, database, name);
    });
  }
}
