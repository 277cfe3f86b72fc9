import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

const OPEN = /40\{"sid"/;

/** A masked text frame. The mask is zero: the cheapest that the protocol allows, and all that a load needs. */
export const maskedFrame = (text: string): Buffer => {
  const payload = Buffer.from(text);
  const { length } = payload;
  const header = length < 126 ? Buffer.alloc(6) : Buffer.alloc(8);
  header[0] = 0x81;
  if (length < 126) {
    header[1] = 0x80 | length;
  } else {
    header[1] = 0x80 | 126;
    header.writeUInt16BE(length, 2);
  }
  return Buffer.concat([header, payload]);
};

/** Calls back for each whole frame, with where its payload lies; keeps what is not whole yet. */
export const frameReader = (onFrame: (data: Buffer, from: number, to: number) => void) => {
  let rest: Buffer | undefined;
  return (chunk: Buffer): void => {
    const data = rest ? Buffer.concat([rest, chunk]) : chunk;
    let at = 0;
    while (data.length - at >= 2) {
      const short = (data[at + 1] ?? 0) & 0x7f;
      const header = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (data.length - at < header) {
        break;
      }
      const length =
        short < 126
          ? short
          : short === 126
            ? data.readUInt16BE(at + 2)
            : Number(data.readBigUInt64BE(at + 2));
      if (data.length - at < header + length) {
        break;
      }
      onFrame(data, at + header, at + header + length);
      at += header + length;
    }
    rest = at < data.length ? data.subarray(at) : undefined;
  };
};

export interface RawSocket {
  readonly tcp: Socket;
  onFrame: (data: Buffer, from: number, to: number) => void;
}

/** A Socket.IO client that does as little as a client can: connects, then hands over each frame unread. */
export const openRawSocket = (
  port: number,
  options: { readonly cookie?: string | undefined; readonly source?: string } = {},
): Promise<RawSocket> =>
  new Promise((resolve, reject) => {
    const tcp = connect({
      port,
      host: "127.0.0.1",
      ...(options.source !== undefined && { localAddress: options.source }),
    });
    tcp.setNoDelay(true);
    const raw: RawSocket = { tcp, onFrame: () => undefined };
    const read = frameReader((data, from, to) => {
      if (to - from === 1 && data[from] === 0x32) {
        tcp.write(maskedFrame("3"));
      } else {
        raw.onFrame(data, from, to);
      }
    });
    let head = "";
    let isUpgraded = false;
    const opening = (chunk: Buffer): void => {
      head += chunk.toString("latin1");
      if (!isUpgraded && head.includes("\r\n\r\n")) {
        isUpgraded = true;
        tcp.write(maskedFrame("40"));
      }
      if (OPEN.test(head)) {
        tcp.off("data", opening);
        tcp.on("data", read);
        resolve(raw);
      }
    };
    tcp.on("data", opening);
    tcp.once("error", reject);
    tcp.once("close", () => reject(new Error(`closed: ${head.slice(0, 120)}`)));
    tcp.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\nSec-WebSocket-Version: 13\r\n${options.cookie === undefined ? "" : `Cookie: ${options.cookie}\r\n`}\r\n`,
    );
  });
