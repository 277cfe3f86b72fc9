import * as encoding from "lib0/encoding";
import { BINARY_FRAME, frameHeader } from "../sockets/frameHeader.ts";
import { ByteReader } from "./byteReader.ts";
import { UpdateRefused } from "./updateRefused.ts";

// The y-websocket protocol, y-protocols/PROTOCOL.md: a kind of message, and for sync a kind of step.
const SYNC = 0;
const PRESENCE = 1;
const ASK_PRESENCE = 3;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** What an editor says. */
export type DocumentMessage =
  | { readonly what: "state"; readonly vector: Uint8Array }
  | { readonly what: "update"; readonly update: Uint8Array; readonly isSync: boolean }
  | { readonly what: "presence"; readonly presence: Uint8Array }
  | { readonly what: "askPresence" };

/** Throws `UpdateRefused` if it is no such message. */
export const readMessage = (bytes: Uint8Array): DocumentMessage => {
  const reader = new ByteReader(bytes);
  const message = readKind(reader);
  if (reader.left > 0) {
    throw new UpdateRefused("malformed");
  }
  return message;
};

const readKind = (reader: ByteReader): DocumentMessage => {
  const kind = reader.uint();
  if (kind === PRESENCE) {
    return { what: "presence", presence: reader.blob() };
  }
  if (kind === ASK_PRESENCE) {
    return { what: "askPresence" };
  }
  const step = kind === SYNC ? reader.uint() : undefined;
  if (step === STEP_1) {
    return { what: "state", vector: reader.blob() };
  }
  if (step === STEP_2 || step === UPDATE) {
    return { what: "update", update: reader.blob(), isSync: step === STEP_2 };
  }
  throw new UpdateRefused("malformed");
};

/** A whole WebSocket frame up to a payload of `length` bytes that ends it. */
const head = (kinds: readonly number[], length: number): Buffer => {
  const encoder = encoding.createEncoder();
  kinds.forEach((kind) => encoding.writeVarUint(encoder, kind));
  encoding.writeVarUint(encoder, length);
  const start = encoding.toUint8Array(encoder);
  return Buffer.concat([frameHeader(BINARY_FRAME, start.length + length), start]);
};

/** What comes before a state of so many bytes, which is sent as it is stored: an update like others. */
export const stateHead = (length: number): Buffer => head([SYNC, UPDATE], length);

/** Heads of updates that are short, as nearly all are, each made once. */
const shortHeads: Buffer[] = [];
const SHORT = 1024;

const updateHead = (length: number): Buffer =>
  length < SHORT
    ? (shortHeads[length] ??= head([SYNC, UPDATE], length))
    : head([SYNC, UPDATE], length);

export const updateFrame = (update: Uint8Array): Buffer =>
  Buffer.concat([updateHead(update.length), update]);

/** An editor takes itself to be synced with the answer to its question, so that comes last, and holds nothing. */
const ALL_SENT = Buffer.concat([head([SYNC, STEP_2], 2), Buffer.of(0, 0)]);

/** What comes behind a state: what was stored since, and that this is all. */
export const tailFrames = (tail: readonly Uint8Array[]): Buffer =>
  Buffer.concat([...tail.map(updateFrame), ALL_SENT]);

/** Asks an editor for what it has and this vector has not. */
export const askFrame = (vector: Uint8Array): Buffer =>
  Buffer.concat([head([SYNC, STEP_1], vector.length), vector]);

export const presenceFrame = (presence: Uint8Array): Buffer =>
  Buffer.concat([head([PRESENCE], presence.length), presence]);

/** A state vector as Yjs writes it. */
export const writeVector = (vector: ReadonlyMap<number, number>): Uint8Array => {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, vector.size);
  for (const [client, clock] of vector) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
  }
  return encoding.toUint8Array(encoder);
};

/** Throws `UpdateRefused` if it is no state vector. */
export const readVector = (bytes: Uint8Array): ReadonlyMap<number, number> => {
  const reader = new ByteReader(bytes);
  const vector = new Map<number, number>();
  for (let left = reader.count(); left > 0; left -= 1) {
    vector.set(reader.uint(), reader.uint());
  }
  return vector;
};
