import * as Y from "yjs";
import { hashOf } from "./hashOf.ts";
import { docOf, treeOfDoc } from "./readTree.ts";
import { readUpdate } from "./readUpdate.ts";
import { endsOf, keepEnds, type KeptEnds } from "./stateEnds.ts";

/** A state that says the same as the updates it was made of, and has been loaded to see that it does. */
export interface CompactedState {
  readonly state: Uint8Array;
  readonly hash: string;
  readonly ends: KeptEnds;
  readonly structs: number;
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** Throws unless what it gives loads as what the updates load as. */
export const compactState = (updates: readonly Uint8Array[]): CompactedState => {
  const doc = docOf(updates);
  const state = Y.encodeStateAsUpdate(doc);
  const loaded = docOf([state]);
  const isSame =
    loaded.store.pendingStructs === null &&
    loaded.store.pendingDs === null &&
    sameBytes(Y.encodeStateAsUpdate(loaded), state) &&
    JSON.stringify(treeOfDoc(loaded)) === JSON.stringify(treeOfDoc(doc));
  if (!isSame) {
    throw new Error("a snapshot does not load as what it was made of");
  }
  const structs = readUpdate(state).blocks.reduce((sum, { length }) => sum + length, 0);
  const hash = hashOf(state);
  return { state, hash, ends: keepEnds(endsOf(state), hash), structs };
};
