const FIN = 0x80;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

export const TEXT_FRAME = 0x1;
export const BINARY_FRAME = 0x2;

/** What stands before a payload of so many bytes in a whole frame, unmasked, as servers send (RFC 6455, 5.2). */
export const frameHeader = (opcode: number, length: number): Buffer => {
  if (length < LENGTH_16) {
    return Buffer.of(FIN | opcode, length);
  }
  const isShort = length < 2 ** 16;
  const header = Buffer.alloc(isShort ? 4 : 10);
  header[0] = FIN | opcode;
  if (isShort) {
    header[1] = LENGTH_16;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = LENGTH_64;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return header;
};
