import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

export const CONTINUATION = 0x0;
export const TEXT = 0x1;
export const BINARY = 0x2;
export const CLOSE = 0x8;
export const PING = 0x9;
export const PONG = 0xa;

/** A frame as clients send it, masked (RFC 6455, 5.2). */
export const frame = (
  opcode: number,
  payload: string | Uint8Array = "",
  { isLast = true } = {},
): Buffer => {
  const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
  const mask = randomBytes(4);
  const head = Buffer.alloc(bytes.length < 126 ? 2 : bytes.length < 2 ** 16 ? 4 : 10);
  head[0] = (isLast ? 0x80 : 0) | opcode;
  if (head.length === 2) {
    head[1] = 0x80 | bytes.length;
  } else if (head.length === 4) {
    head[1] = 0x80 | 126;
    head.writeUInt16BE(bytes.length, 2);
  } else {
    head[1] = 0x80 | 127;
    head.writeBigUInt64BE(BigInt(bytes.length), 2);
  }
  const masked = bytes.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([head, mask, masked]);
};

/** With what code and reason a server closed, of all that came from it; `undefined` if it has not. */
export const closeIn = (
  heard: string,
): { readonly code: number; readonly reason: string } | undefined => {
  const bytes = Buffer.from(heard.slice(heard.indexOf("\r\n\r\n") + 4), "latin1");
  for (let at = 0; at + 2 <= bytes.length;) {
    const [opcode, short] = [(bytes[at] ?? 0) & 15, bytes[at + 1] ?? 0];
    const isLong = short === 126 && at + 4 <= bytes.length;
    const start = at + (isLong ? 4 : 2);
    const end = start + (isLong ? bytes.readUInt16BE(at + 2) : short);
    if (opcode === CLOSE && end <= bytes.length) {
      const reason = bytes.subarray(start + 2, end).toString();
      return { code: bytes.readUInt16BE(start), reason };
    }
    at = end;
  }
  return undefined;
};

/** A connection that sends what no client of ours would. */
export class RawSocket {
  readonly socket: Socket;
  readonly closed: Promise<void>;
  readonly connected: Promise<void>;
  /** Everything that came, frames and all. */
  heard = "";
  /** Why the connection broke, if it did. */
  fault: string | undefined;
  readonly #host: string;

  constructor(url: string, { localAddress }: { localAddress?: string } = {}) {
    const { hostname, port, host } = new URL(url);
    this.#host = host;
    this.socket = connect({
      host: hostname,
      port: Number(port),
      ...(localAddress !== undefined && { localAddress }),
    });
    this.socket.on("error", ({ message }) => {
      this.fault = message;
    });
    this.socket.on("data", (data) => {
      this.heard = (this.heard + data.toString("latin1")).slice(-4096);
    });
    this.closed = new Promise((resolve) => {
      this.socket.once("close", () => resolve());
    });
    this.connected = new Promise((resolve, reject) => {
      this.socket.once("connect", () => resolve());
      this.socket.once("close", () => reject(new Error("closed before it was open")));
    });
    this.connected.catch(() => undefined);
  }

  /** Asks for a WebSocket, and does not wait for the answer. */
  upgrade(cookie?: string, path = "/socket.io/?EIO=4&transport=websocket"): this {
    this.socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${this.#host}\r\nUpgrade: websocket\r\n` +
        `Connection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\nSec-WebSocket-Version: 13\r\n` +
        `${cookie === undefined ? "" : `Cookie: ${cookie}\r\n`}\r\n`,
    );
    return this;
  }

  send(opcode: number, payload?: string | Uint8Array, options?: { isLast: boolean }): this {
    this.socket.write(frame(opcode, payload, options));
    return this;
  }

  /** Resolves once something of this form has come; rejects if the connection closes before. */
  hears(wanted: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = wanted.exec(this.heard);
        if (found) {
          this.socket.off("data", look);
          resolve(found[0]);
        }
      };
      this.socket.on("data", look);
      void this.closed.then(() => reject(new Error(`closed after ${this.heard.slice(0, 200)}`)));
      look();
    });
  }

  /** Lets itself in as Socket.IO's clients do. */
  async join(cookie?: string): Promise<this> {
    this.upgrade(cookie);
    await this.hears(/0\{"sid"/);
    this.send(TEXT, "40");
    await this.hears(/40\{"sid"/);
    return this;
  }

  end(): void {
    this.socket.destroy();
  }
}
