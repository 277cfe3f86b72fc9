import type { Reply } from "../bson/encode.ts";
import type { Engine } from "../engine.ts";
import type { Viewpoint } from "../planning/viewpoint.ts";
import type { TransactionNumber } from "../transactions/sessions.ts";
import type { Transaction } from "../transactions/transaction.ts";
import type { Fields } from "./commandFields.ts";

export interface Request {
  engine: Engine;
  database: string;
  /** Lists of documents that came beside the command, as they came. */
  sequences: ReadonlyMap<string, readonly Buffer[]>;
  viewpoint: Viewpoint;
  session: string | undefined;
  /** The open transaction that this is a statement of. */
  transaction: Transaction | undefined;
  /** The number under which a write is to happen once, and whether it has not been seen before. */
  retry: (TransactionNumber & { isFirst: boolean }) | undefined;
  /** The number of the transaction to end. */
  ending: TransactionNumber | undefined;
  /** When to give up, in milliseconds of the clock. */
  deadline: number | undefined;
  connection: { id: number; address: string };
}

export interface Command {
  name: string;
  aliases?: readonly string[];
  /** The fields it takes besides its name and what all commands take. */
  fields: readonly string[] | "any";
  /** Whether it may be a statement of a transaction. */
  inTransactions?: true;
  /** Whether it may be numbered outside a transaction, to be retried. */
  isRetryable?: true;
  run: (fields: Fields, request: Request) => Reply | Promise<Reply>;
}

export const reply = (fields: Record<string, Parameters<Reply["set"]>[1] | undefined>): Reply => {
  const made: Reply = new Map();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) {
      made.set(name, value);
    }
  }
  return made;
};
