import { once } from "node:events";
import { connect } from "node:net";
import { frameReader } from "../crowd/rawSocket.ts";
import { openingOf, stateFrame, type Dialect } from "./crowdFile.ts";

const PING = 0x89;
/** Masked with zeros, and empty as the pings are. */
const PONG = Buffer.of(0x8a, 0x80, 0, 0, 0, 0);

export interface DocumentSocket {
  readonly isOpen: boolean;
  /** Resolves once a message of at least `size` bytes has come since this was opened. */
  has(size: number): Promise<void>;
  putState(state: Uint8Array): void;
  close(): void;
}

/** A client of one document that does no more than ask for its state, and stay. Resolves as soon as it has asked. */
export const openDocumentSocket = async (
  port: number,
  dialect: Dialect,
  cookie?: string,
): Promise<DocumentSocket> => {
  const tcp = connect({ port, host: "127.0.0.1" });
  tcp.setNoDelay(true);
  const { upgrade, greeting } = openingOf(dialect, port, cookie);
  let largest = 0;
  let seen: () => void = () => undefined;
  const read = frameReader((data, from, to) => {
    if (to === from && data[from - 2] === PING) {
      tcp.write(PONG);
    }
    largest = Math.max(largest, to - from);
    seen();
  });
  tcp.write(upgrade);
  let head = Buffer.alloc(0);
  while (!head.includes("\r\n\r\n")) {
    const [chunk]: unknown[] = await once(tcp, "data");
    head = Buffer.concat([head, Buffer.isBuffer(chunk) ? chunk : Buffer.alloc(0)]);
  }
  if (!head.includes(" 101 ")) {
    throw new Error(`not let in: ${head.subarray(0, 80).toString("latin1")}`);
  }
  tcp.on("data", read);
  tcp.on("error", () => undefined);
  tcp.write(greeting);
  read(head.subarray(head.indexOf("\r\n\r\n") + 4));
  return {
    get isOpen() {
      return !tcp.destroyed;
    },
    has: (size) =>
      new Promise((resolve, reject) => {
        tcp.once("close", () => reject(new Error("closed")));
        seen = () => {
          if (largest >= size) {
            resolve();
          }
        };
        seen();
      }),
    putState: (state) => tcp.write(stateFrame(dialect, state)),
    close: () => tcp.destroy(),
  };
};

/** Joins a document and leaves again; resolves with the milliseconds until its state was there. */
export const joinOnce = async (
  port: number,
  dialect: Dialect,
  size: number,
  cookie?: string,
): Promise<number> => {
  const begun = performance.now();
  const socket = await openDocumentSocket(port, dialect, cookie);
  await socket.has(size);
  const took = performance.now() - begun;
  socket.close();
  return took;
};

/** Joins a document and stays; resolves once it has been sent at least so much. */
export const stayIn = async (
  port: number,
  dialect: Dialect,
  size: number,
  cookie?: string,
): Promise<DocumentSocket> => {
  const socket = await openDocumentSocket(port, dialect, cookie);
  await socket.has(size);
  return socket;
};

/** Gives an empty document its state; resolves with somebody who reads it, when whoever wrote it has left. */
export const putState = async (
  port: number,
  dialect: Dialect,
  state: Uint8Array,
  cookie?: string,
): Promise<DocumentSocket> => {
  const writer = await openDocumentSocket(port, dialect, cookie);
  writer.putState(state);
  await writer.has(state.length);
  const reader = await stayIn(port, dialect, state.length * 0.9, cookie);
  writer.close();
  return reader;
};
