import * as Y from "yjs";

const UPDATE = 2;

const lengthOfHead = (message: Uint8Array): number => {
  let at = 1;
  while ((message[at] ?? 0) >= 128) {
    at += 1;
  }
  return at + 1;
};

/** What a message about sync says is stored: how far of each client. */
export const toldStored = (message: Uint8Array): ReadonlyMap<number, number> => {
  const told = new Map<number, number>();
  if (message[0] === UPDATE) {
    const { structs } = Y.decodeUpdate(message.subarray(lengthOfHead(message)));
    for (const { id, length } of structs) {
      told.set(id.client, Math.max(told.get(id.client) ?? 0, id.clock + length));
    }
  }
  return told;
};
