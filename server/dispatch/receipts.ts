import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { Schema, type Connection } from "mongoose";
import type { Operation } from "../../shared/protocol/operation.ts";
import { documentsOf, Kind } from "../database/kind.ts";
import type { Call } from "./call.ts";
import { Refusal } from "./refusal.ts";

const HOURS_KEPT = 48;
const CIPHER = "aes-256-gcm";
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** What a command answered, kept with its effect. `_id` is `whose:key`. */
export interface StoredReceipt {
  readonly _id: string;
  readonly command: string;
  /** Keyed, so that a password in the input can't be guessed from it. */
  readonly inputHash: string;
  /** Sealed: an answer may hold a secret, such as an invitation's token. */
  readonly value: string;
  readonly expiresAt: Date;
}

const receiptSchema = new Schema<StoredReceipt>(
  { _id: String, command: String, inputHash: String, value: String, expiresAt: Date },
  { versionKey: false, strict: "throw" },
);
receiptSchema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const receiptKind = (connection: Connection): Kind<StoredReceipt> =>
  new Kind(documentsOf(connection.model<StoredReceipt>("Receipt", receiptSchema)));

/**
 * Whose a key is. Of what needs no login it is nobody's: the first answer may have begun or ended the login
 * that the retry comes with, as registering does.
 */
export const receiptId = ({ refusals }: Operation, { actor }: Call, key: string): string =>
  actor.kind === "user" && refusals.includes("login_required")
    ? `${actor.id}:${key}`
    : `guest:${key}`;

export const inputHash = (secret: string, command: string, input: unknown): string =>
  createHmac("sha256", secret)
    .update(`${command}\n${JSON.stringify(input)}`)
    .digest("base64url");

/** Closes answers so that only this installation's secret opens them, each for its own receipt. */
export const makeSeal = (secret: string) => {
  const key = new Uint8Array(hkdfSync("sha256", secret, "", "receipts", 32));
  return {
    close: (value: unknown, receiptOf: string): string => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, key, iv).setAAD(Buffer.from(receiptOf));
      const sealed = [cipher.update(JSON.stringify(value), "utf8"), cipher.final()];
      return Buffer.concat([iv, cipher.getAuthTag(), ...sealed]).toString("base64");
    },
    /** Throws if it is not as it was closed. */
    open: (closed: string, receiptOf: string): unknown => {
      const bytes = Buffer.from(closed, "base64");
      const [iv, sealed] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES + TAG_BYTES)];
      const decipher = createDecipheriv(CIPHER, key, iv)
        .setAAD(Buffer.from(receiptOf))
        .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      return JSON.parse(Buffer.concat([decipher.update(sealed), decipher.final()]).toString());
    },
  };
};

export type Seal = ReturnType<typeof makeSeal>;

export const makeReceipt = (
  kept: Pick<StoredReceipt, "_id" | "command" | "inputHash" | "value">,
  now: Date,
): StoredReceipt => ({
  ...kept,
  expiresAt: new Date(now.getTime() + HOURS_KEPT * 3_600_000),
});

/** The first answer, if this is its retry; a refusal, if the key was used for something else. */
export const answerFrom = (
  receipt: StoredReceipt | undefined,
  retry: Pick<StoredReceipt, "command" | "inputHash">,
  seal: Seal,
): { value: unknown } | undefined => {
  if (receipt && (receipt.command !== retry.command || receipt.inputHash !== retry.inputHash)) {
    throw new Refusal("key_reused");
  }
  return receipt && { value: seal.open(receipt.value, receipt._id) };
};
