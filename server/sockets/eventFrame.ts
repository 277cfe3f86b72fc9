const FIN_TEXT = 0x81;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/**
 * A Socket.IO event as the bytes of one WebSocket frame, made once for all who get it: engine.io message
 * (4), Socket.IO event (2), then the JSON; unmasked, as servers send (RFC 6455, 5.2).
 */
export const eventFrame = (event: string, payload: unknown): Buffer => {
  const text = Buffer.from(`42${JSON.stringify([event, payload])}`);
  const { length } = text;
  if (length < LENGTH_16) {
    return Buffer.concat([Buffer.of(FIN_TEXT, length), text]);
  }
  const isShort = length < 2 ** 16;
  const header = Buffer.alloc(isShort ? 4 : 10);
  header[0] = FIN_TEXT;
  if (isShort) {
    header[1] = LENGTH_16;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = LENGTH_64;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, text]);
};
