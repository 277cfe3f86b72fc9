import { EventEmitter } from "node:events";
import type { Socket } from "socket.io";

/** A Socket.IO event of the main namespace, as it came. */
export interface CommandPacket {
  readonly name: string;
  readonly sent: readonly unknown[];
  /** Of its acknowledgement, if it asks for one. */
  readonly packetId: number | undefined;
}

const MESSAGE_EVENT = "42";
/** No id of ours gets near it, and longer ones would not be exact. */
const LONGEST_ID = 15;
const [ZERO, NINE] = ["0".charCodeAt(0), "9".charCodeAt(0)];

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The event that an Engine.IO text holds, if it is a plain one of these names: `42[name, …]` or `42id[name, …]`. */
export const readCommandPacket = (
  text: string,
  isKnown: (name: string) => boolean,
): CommandPacket | undefined => {
  if (!text.startsWith(MESSAGE_EVENT)) {
    return undefined;
  }
  let at = MESSAGE_EVENT.length;
  while (text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= NINE) {
    at += 1;
  }
  const id = text.slice(MESSAGE_EVENT.length, at);
  if (id.length > LONGEST_ID || text[at] !== "[") {
    return undefined;
  }
  const event = json(text.slice(at));
  if (!Array.isArray(event)) {
    return undefined;
  }
  const [name, ...sent]: readonly unknown[] = event;
  return typeof name === "string" && isKnown(name)
    ? { name, sent, packetId: id === "" ? undefined : Number(id) }
    : undefined;
};

/**
 * Takes a socket's commands from its WebSocket past Engine.IO and Socket.IO, which for a crowd's votes cost as
 * much as the votes. Whatever is no plain event of these names goes their way.
 */
export const takeCommandPackets = (
  socket: Socket,
  isKnown: (name: string) => boolean,
  take: (packet: CommandPacket) => void,
): void => {
  const { conn } = socket;
  const webSocket: unknown = Reflect.get(conn.transport, "socket");
  if (!(webSocket instanceof EventEmitter)) {
    throw new Error("Engine.IO keeps its WebSocket elsewhere by now");
  }
  const [pass, ...others] = webSocket.listeners("message");
  if (!pass || others.length > 0) {
    throw new Error("Engine.IO hears messages in another way by now");
  }
  webSocket.removeAllListeners("message");
  webSocket.on("message", (data: unknown, isBinary: unknown) => {
    const packet =
      !isBinary && data instanceof Buffer && socket.connected && conn.readyState === "open"
        ? readCommandPacket(data.toString(), isKnown)
        : undefined;
    if (!packet) {
      Reflect.apply(pass, webSocket, [data, isBinary]);
      return;
    }
    // It is counted like every other, and may be one too many.
    conn.emit("packet", { type: "message" });
    if (!socket.request.socket.destroyed) {
      take(packet);
    }
  });
};
