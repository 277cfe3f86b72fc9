import { Long } from "bson";
import { decodeDocument } from "../bson/decode.ts";
import { encodeDocument } from "../bson/encode.ts";
import { isArray, isDocument, toInteger, type Document, type Value } from "../bson/values.ts";
import { sessionKey } from "../storage/keyspace.ts";
import type { Reader } from "../storage/reader.ts";
import type { WriteTarget } from "./writeTarget.ts";

const MAX_BYTES = 20 * 1024 * 1024 - 1;

/** What a session's latest numbered write has done; kept with its effects, so that a retry finds both or neither. */
export class RetryRecord {
  readonly number: Long;
  readonly isCommitted: boolean;
  /** Runs of plain inserts, as first and last statement. */
  readonly #inserts: [number, number][] = [];
  readonly #results: Document = new Map();

  constructor(number: Long, isCommitted = false) {
    this.number = number;
    this.isCommitted = isCommitted;
  }

  static read(reader: Reader, session: Uint8Array): RetryRecord | undefined {
    const bytes = reader.get(sessionKey(session));
    if (!bytes) {
      return undefined;
    }
    const source = decodeDocument(bytes);
    const number = source.get("number");
    const record = new RetryRecord(
      number instanceof Long ? number : Long.fromNumber(-1),
      source.get("isCommitted") === true,
    );
    const [inserts, results] = [source.get("inserts"), source.get("results")];
    const runs = (isArray(inserts) ? inserts : []).map((each) => toInteger(each) ?? 0);
    for (let at = 0; at + 1 < runs.length; at += 2) {
      record.#inserts.push([runs[at] ?? 0, runs[at + 1] ?? 0]);
    }
    for (const [statement, result] of isDocument(results) ? results : []) {
      record.#results.set(statement, result);
    }
    return record;
  }

  resultOf(statement: number): Value | undefined {
    if (this.#inserts.some(([first, last]) => statement >= first && statement <= last)) {
      return 1;
    }
    return this.#results.get(String(statement));
  }

  noteInsert(statement: number): void {
    const run = this.#inserts.at(-1);
    if (run && run[1] === statement - 1) {
      run[1] = statement;
    } else {
      this.#inserts.push([statement, statement]);
    }
  }

  noteResult(statement: number, result: Value): void {
    this.#results.set(String(statement), result);
  }

  save(target: WriteTarget, session: Uint8Array): void {
    target.put(
      sessionKey(session),
      encodeDocument(
        new Map<string, Value>([
          ["number", this.number],
          ["isCommitted", this.isCommitted],
          ["usedAt", new Date()],
          ["inserts", this.#inserts.flat()],
          ["results", this.#results],
        ]),
        MAX_BYTES,
      ),
    );
  }
}
