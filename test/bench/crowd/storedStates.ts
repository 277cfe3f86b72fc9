import * as Y from "yjs";
import { entryId, type StoredSnapshot } from "../../../server/documents/documentEntryModel.ts";
import { hashOf } from "../../../server/documents/hashOf.ts";
import type { DocumentName } from "../../../shared/documents/documentName.ts";

/** The same state as the snapshot of each document, as if somebody had written it and the server had ended since. */
export const storedStates = (
  names: readonly DocumentName[],
  { state, user, at }: { readonly state: Uint8Array; readonly user: string; readonly at: Date },
): StoredSnapshot[] => {
  const { structs } = Y.decodeUpdate(state);
  const clients = [...new Set(structs.map(({ id }) => id.client))];
  const stored = { seq: 0, state, hash: hashOf(state), structs: structs.length, at };
  return names.map((name) => ({
    ...stored,
    _id: entryId(name, 0),
    name,
    owners: [{ user, clients }],
  }));
};
