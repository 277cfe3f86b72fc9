import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { BSON } from "mongodb";

const HEADER = 16;
const OP_MSG = 2013;

/** A message as the driver sends it: one body, and documents beside it where there are some. */
export function formatMessage(
  body: BSON.Document,
  beside?: { name: string; documents: BSON.Document[] },
  requestId = 1,
): Buffer {
  const sections = [Buffer.from([0]), Buffer.from(BSON.serialize(body))];
  if (beside) {
    const content = Buffer.concat([
      Buffer.from(`${beside.name}\0`),
      ...beside.documents.map((document) => BSON.serialize(document)),
    ]);
    const size = Buffer.alloc(4);
    size.writeInt32LE(content.length + 4);
    sections.push(Buffer.from([1]), size, content);
  }
  const payload = Buffer.concat([Buffer.alloc(4), ...sections]);
  const head = Buffer.alloc(HEADER);
  head.writeInt32LE(HEADER + payload.length, 0);
  head.writeInt32LE(requestId, 4);
  head.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([head, payload]);
}

export async function connectTo(uri: string): Promise<Socket> {
  const host = decodeURIComponent(/^mongodb:\/\/([^/]+)\//.exec(uri)?.[1] ?? "");
  const [name = "", port = ""] = host.split(":");
  const socket = host.endsWith(".sock") ? connect(host) : connect(Number(port), name);
  await once(socket, "connect");
  return socket;
}

/** Sends one command just as it is given, on a connection of its own: no driver adds a session or tries again. */
export async function rawCommand(uri: string, body: BSON.Document): Promise<BSON.Document> {
  const socket = await connectTo(uri);
  socket.write(formatMessage(body));
  let received: Buffer = Buffer.alloc(0);
  for await (const chunk of socket) {
    received = Buffer.concat([received, Buffer.from(chunk as Uint8Array)]);
    if (received.length >= HEADER && received.length >= received.readInt32LE(0)) {
      socket.destroy();
      return BSON.deserialize(received.subarray(HEADER + 5));
    }
  }
  throw new Error("the engine hung up");
}
