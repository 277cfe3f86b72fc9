import type { ConnectRefusal } from "../../shared/protocol/connectRefusal.ts";
import type { Reply } from "../../shared/protocol/reply.ts";
import { replyText, sharedReply } from "../dispatch/replyText.ts";
import { frameHeader, TEXT_FRAME } from "./frameHeader.ts";

const textFrame = (text: string): Buffer => {
  const header = frameHeader(TEXT_FRAME, Buffer.byteLength(text));
  const frame = Buffer.allocUnsafe(header.length + Buffer.byteLength(text));
  header.copy(frame);
  frame.write(text, header.length);
  return frame;
};

/**
 * A Socket.IO event as the bytes of one WebSocket frame, made once for all who get it: engine.io message
 * (4), Socket.IO event (2), then the JSON.
 */
export const eventFrame = (event: string, payload: unknown): Buffer =>
  textFrame(`42${JSON.stringify([event, payload])}`);

/** As `textFrame`, of bytes that many get, with a few characters of ASCII before and behind them. */
const sharedFrame = (before: string, shared: Buffer, behind: string): Buffer => {
  const length = before.length + shared.length + behind.length;
  const header = frameHeader(TEXT_FRAME, length);
  const frame = Buffer.allocUnsafe(header.length + length);
  header.copy(frame);
  const at = header.length + frame.write(before, header.length, "latin1");
  shared.copy(frame, at);
  frame.write(behind, at + shared.length, "latin1");
  return frame;
};

/** An acknowledgement (3) of the packet with this id, likewise. */
export const answerFrame = (packetId: number, reply: Reply<unknown>): Buffer => {
  const shared = sharedReply(reply);
  return shared
    ? sharedFrame(`43${packetId}[`, shared, "]")
    : textFrame(`43${packetId}[${replyText(reply)}]`);
};

/** A Socket.IO connect error (4): the socket was not let in. */
export const refusedFrame = (data: ConnectRefusal): Buffer =>
  textFrame(`44${JSON.stringify({ message: data.code, data })}`);
