import { KeyWriter } from "../bson/orderedKey.ts";
import { CommandError } from "../errors.ts";
import { NOTHING } from "./reader.ts";

/** The first byte of each key tells what it is. */
const kinds = { meta: 1, catalog: 2, session: 3, garbage: 4, tree: 0x10 } as const;

/** LMDB takes keys up to 1,978 bytes. */
const MAX_KEY = 1_900;

export const metaKey = (name: string): Buffer =>
  Buffer.concat([Buffer.from([kinds.meta]), Buffer.from(name)]);

const writer = new KeyWriter();

const numbered = (kind: number, number: number): Buffer =>
  writer.truncate(0).byte(kind).uint32(number).take();

export const catalogPrefix: Buffer = Buffer.from([kinds.catalog]);
export const catalogKey = (collectionId: number): Buffer => numbered(kinds.catalog, collectionId);

export const sessionPrefix: Buffer = Buffer.from([kinds.session]);
export const sessionKey = (id: Uint8Array): Buffer => Buffer.concat([sessionPrefix, id]);

/** Trees that nobody refers to any more and that are still to be emptied. */
export const garbagePrefix: Buffer = Buffer.from([kinds.garbage]);
export const garbageKey = (tree: number): Buffer => numbered(kinds.garbage, tree);
export const treeOfGarbage = (key: Buffer): number => key.readUInt32BE(1);

/** A tree holds the documents of a collection by `_id`, or the entries of one index. */
export const treePrefix = (tree: number): Buffer => numbered(kinds.tree, tree);

export const inTree = (tree: number, first: Buffer, then: Buffer = NOTHING): Buffer =>
  refuseLong(writer.truncate(0).byte(kinds.tree).uint32(tree).raw(first).raw(then).take());

export function refuseLong(key: Buffer): Buffer {
  if (key.length > MAX_KEY) {
    throw new CommandError(
      "KeyTooLong",
      `an index key of ${key.length} bytes is too long: this engine takes up to ${MAX_KEY}`,
    );
  }
  return key;
}
