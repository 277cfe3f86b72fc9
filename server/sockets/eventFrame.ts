import { frameHeader, TEXT_FRAME } from "./frameHeader.ts";

/**
 * A Socket.IO event as the bytes of one WebSocket frame, made once for all who get it: engine.io message
 * (4), Socket.IO event (2), then the JSON.
 */
export const eventFrame = (event: string, payload: unknown): Buffer => {
  const text = Buffer.from(`42${JSON.stringify([event, payload])}`);
  return Buffer.concat([frameHeader(TEXT_FRAME, text.length), text]);
};
