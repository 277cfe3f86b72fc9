import * as encoding from "lib0/encoding";

type Parts = readonly (number | Uint8Array | string)[];

/** What an editor may say, or may not: numbers as lib0 writes them, texts with their length, and bytes. */
export const said = (...parts: Parts): Uint8Array =>
  encoding.encode((to) => {
    for (const part of parts) {
      if (typeof part === "number") {
        encoding.writeVarUint(to, part);
      } else if (typeof part === "string") {
        encoding.writeVarString(to, part);
      } else {
        encoding.writeUint8Array(to, part);
      }
    }
  });

/** The same with its length in front. */
export const blob = (...parts: Parts): Uint8Array => {
  const bytes = said(...parts);
  return said(bytes.length, bytes);
};
