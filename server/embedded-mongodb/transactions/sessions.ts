import { Binary, Long } from "bson";
import { isDocument, type Maybe } from "../bson/values.ts";
import { CommandError, failedToParse, typeMismatch } from "../errors.ts";
import type { Store } from "../storage/store.ts";
import type { Claims } from "./claims.ts";
import { RetryRecord } from "./retryRecord.ts";
import { Transaction } from "./transaction.ts";
import type { WriteLane } from "./writeLane.ts";

/** As long as MongoDB lets a transaction stay open by default. */
const TRANSACTION_LIFETIME_MS = 60_000;
export const SESSION_LIFETIME_MINUTES = 30;

type TransactionState =
  | { state: "open"; transaction: Transaction; expires: NodeJS.Timeout }
  | { state: "committing"; outcome: Promise<void> }
  | { state: "committed" }
  | { state: "aborted" };

interface Session {
  id: Uint8Array;
  number: Long;
  /** Absent where the number is that of a retryable write. */
  transaction: TransactionState | undefined;
  usedAt: number;
}

export interface TransactionNumber {
  session: Uint8Array;
  number: Long;
}

export class Sessions {
  readonly #store: Store;
  readonly #claims: Claims;
  readonly #lane: WriteLane;
  readonly #sessions = new Map<string, Session>();

  constructor(store: Store, claims: Claims, lane: WriteLane) {
    this.#store = store;
    this.#claims = claims;
    this.#lane = lane;
  }

  /** Opens a transaction; one that the session has left open ends. */
  start({ session: id, number }: TransactionNumber): Transaction {
    const session = this.#session(id);
    this.#refuseOld(session, number);
    if (session.number.equals(number)) {
      throw new CommandError(
        50911,
        `Cannot start transaction ${number.toString()} on a session that has already used that number`,
      );
    }
    this.#abortOpen(session);
    const transaction = new Transaction(this.#store, this.#claims);
    const expires = setTimeout(() => this.#abortOpen(session), TRANSACTION_LIFETIME_MS).unref();
    session.number = number;
    session.transaction = { state: "open", transaction, expires };
    return transaction;
  }

  /** The open transaction that a statement belongs to. */
  continue({ session: id, number }: TransactionNumber): Transaction {
    const session = this.#session(id);
    this.#refuseOld(session, number);
    const current = session.number.equals(number) ? session.transaction : undefined;
    if (current?.state === "open") {
      return current.transaction;
    }
    if (current?.state === "committed" || current?.state === "committing") {
      throw new CommandError(
        "TransactionCommitted",
        `Transaction with { txnNumber: ${number.toString()} } has been committed.`,
      );
    }
    throw noSuchTransaction(number);
  }

  /** Resolves once the transaction is on disk; a repeated commit gives the outcome of the first. */
  async commit({ session: id, number }: TransactionNumber): Promise<void> {
    const session = this.#session(id);
    this.#refuseOld(session, number);
    const current = session.number.equals(number) ? session.transaction : undefined;
    switch (current?.state) {
      case "committed":
        return;
      case "committing":
        return await current.outcome;
      case "open": {
        clearTimeout(current.expires);
        const outcome = this.#commit(session, current.transaction);
        session.transaction = { state: "committing", outcome };
        return await outcome;
      }
      case "aborted":
      case undefined:
        throw noSuchTransaction(number);
    }
  }

  async #commit(session: Session, transaction: Transaction): Promise<void> {
    const { number } = session;
    const settle = (state: "committed" | "aborted") => {
      transaction.end(state);
      if (session.number.equals(number)) {
        session.transaction = { state };
      }
    };
    if (!transaction.hasWritten) {
      settle("committed");
      return;
    }
    try {
      await this.#lane.run((batch) => {
        transaction.mergeInto(batch);
        new RetryRecord(number, true).save(batch, session.id);
        // At once when it is durable, before anybody else's write can meet its claims.
        batch.onCommit(() => settle("committed"));
      });
    } catch (fault) {
      settle("aborted");
      throw fault;
    }
  }

  abort({ session: id, number }: TransactionNumber): void {
    const session = this.#session(id);
    this.#refuseOld(session, number);
    const current = session.number.equals(number) ? session.transaction : undefined;
    if (current?.state === "committed" || current?.state === "committing") {
      throw new CommandError(
        "TransactionCommitted",
        `Transaction with { txnNumber: ${number.toString()} } has been committed.`,
      );
    }
    if (current?.state !== "open") {
      throw noSuchTransaction(number);
    }
    this.#abortOpen(session);
  }

  /** For a numbered write outside a transaction: a higher number ends what the session was doing. Whether it is a new one. */
  admitWrite({ session: id, number }: TransactionNumber): boolean {
    const session = this.#session(id);
    this.#refuseOld(session, number);
    if (session.number.equals(number)) {
      if (session.transaction) {
        throw new CommandError(
          "IncompleteTransactionHistory",
          `txnNumber ${number.toString()} was used for a transaction`,
        );
      }
      return false;
    }
    this.#abortOpen(session);
    session.number = number;
    session.transaction = undefined;
    return true;
  }

  end(id: Uint8Array): void {
    const session = this.#sessions.get(nameOfSession(id));
    if (session) {
      this.#abortOpen(session);
      this.#sessions.delete(nameOfSession(id));
    }
  }

  /** Forgets the sessions that nobody has used for longer than they live. */
  forgetIdle(before: number): void {
    for (const [name, session] of this.#sessions) {
      if (session.usedAt < before && session.transaction?.state !== "committing") {
        this.#abortOpen(session);
        this.#sessions.delete(name);
      }
    }
  }

  abortAll(): void {
    for (const session of this.#sessions.values()) {
      this.#abortOpen(session);
    }
  }

  #session(id: Uint8Array): Session {
    const known = this.#sessions.get(nameOfSession(id));
    if (known) {
      known.usedAt = Date.now();
      return known;
    }
    const record = RetryRecord.read(this.#store.latest, id);
    const session: Session = {
      id,
      number: record?.number ?? Long.fromNumber(-1),
      transaction: record?.isCommitted ? { state: "committed" } : undefined,
      usedAt: Date.now(),
    };
    this.#sessions.set(nameOfSession(id), session);
    return session;
  }

  #refuseOld(session: Session, number: Long): void {
    if (number.lessThan(session.number)) {
      throw new CommandError(
        "TransactionTooOld",
        `Cannot use txnNumber ${number.toString()}: the session has gone on to ${session.number.toString()}`,
      );
    }
  }

  #abortOpen(session: Session): void {
    if (session.transaction?.state === "open") {
      clearTimeout(session.transaction.expires);
      session.transaction.transaction.end("aborted");
      session.transaction = { state: "aborted" };
    }
  }
}

export const nameOfSession = (id: Uint8Array): string =>
  Buffer.from(id.buffer, id.byteOffset, id.length).toString("latin1");

const noSuchTransaction = (number: Long): CommandError =>
  new CommandError(
    "NoSuchTransaction",
    `Given transaction number ${number.toString()} does not match any in-progress transactions.`,
    { labels: ["TransientTransactionError"] },
  );

/** The session's id out of `lsid`. */
export function sessionId(lsid: Maybe): Uint8Array | undefined {
  if (lsid === undefined) {
    return undefined;
  }
  if (!isDocument(lsid)) {
    throw typeMismatch("lsid must be an object");
  }
  const id = lsid.get("id");
  if (!(id instanceof Binary) || id.sub_type !== Binary.SUBTYPE_UUID || id.position !== 16) {
    throw failedToParse("lsid.id must be a UUID");
  }
  return id.buffer.subarray(0, id.position);
}
