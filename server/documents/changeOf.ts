import type * as Y from "yjs";
import { docOf } from "./readTree.ts";

/** Runs what changes a document as one client, and says what it changed; `undefined` if that is nothing. */
export const changeOf = (
  state: Uint8Array,
  client: number,
  change: (doc: Y.Doc) => void,
): Uint8Array | undefined => {
  const doc = docOf([state]);
  doc.clientID = client;
  let made: Uint8Array | undefined;
  doc.once("update", (update: Uint8Array) => {
    made = update;
  });
  doc.transact(() => change(doc));
  doc.destroy();
  return made;
};
