import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { DOCUMENT_ROOT } from "../../../shared/documents/documentSchema.ts";

/** How messages about one document look to a server. */
export interface Dialect {
  readonly path: string;
  /** What every message begins with. */
  readonly prefix: Uint8Array;
  /** What a client says before it asks for the state. */
  readonly greeting: readonly Uint8Array[];
}

const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

const encoded = (write: (encoder: encoding.Encoder) => void): Uint8Array => encoding.encode(write);

export const yWebsocket = (path: string): Dialect => ({
  path,
  prefix: new Uint8Array(),
  greeting: [],
});

export const hocuspocus = (name: string): Dialect => {
  const prefix = encoded((encoder) => encoding.writeVarString(encoder, name));
  const login = encoded((encoder) => {
    encoding.writeVarUint(encoder, 2);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, "anybody");
    encoding.writeVarString(encoder, "4.7.0");
  });
  return { path: "/", prefix, greeting: [Buffer.concat([prefix, login])] };
};

/** A masked binary frame. The mask is zero: the cheapest that the protocol allows. */
const frame = (data: Uint8Array): Buffer => {
  const isLong = data.length > 0xffff;
  const header = Buffer.alloc(data.length < 126 ? 6 : isLong ? 14 : 8);
  header[0] = 0x82;
  header[1] = 0x80 | (isLong ? 127 : Math.min(data.length, 126));
  if (isLong) {
    header.writeBigUInt64BE(BigInt(data.length), 2);
  } else if (data.length >= 126) {
    header.writeUInt16BE(data.length, 2);
  }
  return Buffer.concat([header, data]);
};

const message = ({ prefix }: Dialect, type: number, content: Uint8Array): Uint8Array =>
  Buffer.concat([
    prefix,
    encoded((encoder) => {
      encoding.writeVarUint(encoder, SYNC);
      encoding.writeVarUint(encoder, type);
      encoding.writeVarUint8Array(encoder, content);
    }),
  ]);

const upgrade = (path: string, port: number, cookie: string | undefined): Buffer =>
  Buffer.from(
    [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Origin: http://127.0.0.1:${port}`,
      `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
      "Sec-WebSocket-Version: 13",
      "User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
      "Accept-Language: en-GB,en;q=0.9,zh-TW;q=0.8",
      ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
      "",
      "",
    ].join("\r\n"),
  );

/** What one writer types: a paragraph of their own, "@#@" and the edit's number at a time. */
const editsOf = (writer: number, writers: number, count: number): Uint8Array[] => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const text = new Y.XmlText();
  for (let edit = 0; edit < count; edit += 1) {
    const typed = `@#@${String(edit * writers + writer).padStart(7, "0")}`;
    doc.transact(() => {
      if (edit === 0) {
        const paragraph = new Y.XmlElement("paragraph");
        paragraph.insert(0, [text]);
        doc.getXmlFragment(DOCUMENT_ROOT).insert(0, [paragraph]);
      }
      text.insert(text.length, typed);
    });
  }
  doc.destroy();
  return updates;
};

const sized = (bytes: Uint8Array): Buffer => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(bytes.length);
  return Buffer.concat([size, bytes]);
};

const counts = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => bytes.writeUInt32LE(value, 4 * index));
  return bytes;
};

/** What a client sends to be let in, and then to be sent the state. */
export const openingOf = (
  dialect: Dialect,
  port: number,
  cookie: string | undefined,
): { readonly upgrade: Buffer; readonly greeting: Buffer } => {
  const ask = message(dialect, STEP_1, Y.encodeStateVector(new Y.Doc()));
  return {
    upgrade: upgrade(dialect.path, port, cookie),
    greeting: Buffer.concat([...dialect.greeting, ask].map(frame)),
  };
};

/** All that a client has, as it sends it when it is asked. */
export const stateFrame = (dialect: Dialect, state: Uint8Array): Buffer =>
  frame(message(dialect, STEP_2, state));

/** Writes all that a crowd of clients will say, as `crowd.c` reads it. The first `writers` of them write. */
export const writeCrowdFile = async (
  file: string,
  crowd: {
    readonly dialect: Dialect;
    readonly port: number;
    readonly clients: number;
    readonly writers: number;
    readonly edits: number;
    readonly cookies?: readonly string[];
  },
): Promise<void> => {
  const { dialect, port, clients, writers, edits, cookies } = crowd;
  const parts: Buffer[] = [counts(clients, writers, edits)];
  for (let client = 0; client < clients; client += 1) {
    const cookie = cookies?.[client % cookies.length];
    const opening = openingOf(dialect, port, cookie);
    parts.push(sized(opening.upgrade), sized(opening.greeting));
  }
  for (let writer = 0; writer < writers; writer += 1) {
    for (const update of editsOf(writer, writers, edits)) {
      parts.push(sized(frame(message(dialect, UPDATE, update))));
    }
  }
  await writeFile(file, Buffer.concat(parts));
};
