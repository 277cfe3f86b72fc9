import * as encoding from "lib0/encoding";
import { textOf } from "./byteReader.ts";
import type { DeletedRange, Struct } from "./readUpdate.ts";

/** A struct of which the first `known` of its length were there before. */
export interface FreshStruct {
  readonly struct: Struct;
  readonly known: number;
}

const HAS_ORIGIN = 0b1000_0000;
const HAS_RIGHT_ORIGIN = 0b0100_0000;

/** Of those that can be longer than one; the others are known whole or not at all. */
const KINDS = { deleted: 1, text: 4, values: 8, format: 6, element: 7, textNode: 7 } as const;

const writeRest = (encoder: encoding.Encoder, { struct, known }: FreshStruct): void => {
  const { content, client, clock, rightOrigin, length } = struct;
  if (content.kind === "gone") {
    encoding.writeUint8(encoder, 0);
    encoding.writeVarUint(encoder, length - known);
    return;
  }
  const kind = KINDS[content.kind];
  encoding.writeUint8(encoder, kind | HAS_ORIGIN | (rightOrigin ? HAS_RIGHT_ORIGIN : 0));
  for (const id of [{ client, clock: clock + known - 1 }, ...(rightOrigin ? [rightOrigin] : [])]) {
    encoding.writeVarUint(encoder, id.client);
    encoding.writeVarUint(encoder, id.clock);
  }
  if (content.kind === "text") {
    encoding.writeVarString(encoder, textOf(content.bytes).slice(known));
  } else {
    encoding.writeVarUint(encoder, length - known);
    const values = content.kind === "values" ? content.values.slice(known) : [];
    values.forEach(({ bytes }) => encoding.writeUint8Array(encoder, bytes));
  }
};

const grouped = <Of extends { readonly client: number }>(all: readonly Of[]) => {
  const byClient = new Map<number, Of[]>();
  for (const one of all) {
    const group = byClient.get(one.client);
    if (group) {
      group.push(one);
    } else {
      byClient.set(one.client, [one]);
    }
  }
  return byClient;
};

/** An update of these structs, which follow each other for each client, and of these deletions. */
export const writeFresh = (
  update: Uint8Array,
  fresh: readonly FreshStruct[],
  deleted: readonly DeletedRange[],
): Uint8Array => {
  const encoder = encoding.createEncoder();
  const blocks = grouped(fresh.map((one) => ({ ...one, client: one.struct.client })));
  encoding.writeVarUint(encoder, blocks.size);
  for (const [client, block] of blocks) {
    const [first] = block;
    encoding.writeVarUint(encoder, block.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, first ? first.struct.clock + first.known : 0);
    for (const { struct, known } of block) {
      if (known > 0) {
        writeRest(encoder, { struct, known });
      } else {
        encoding.writeUint8Array(encoder, update.subarray(struct.start, struct.end));
      }
    }
  }
  const ranges = grouped(deleted);
  encoding.writeVarUint(encoder, ranges.size);
  for (const [client, own] of ranges) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, own.length);
    for (const { clock, length } of own) {
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarUint(encoder, length);
    }
  }
  return encoding.toUint8Array(encoder);
};
