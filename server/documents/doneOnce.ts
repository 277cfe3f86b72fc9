import { createHash } from "node:crypto";
import type { DocumentName } from "../../shared/documents/documentName.ts";
import type { Person } from "../../shared/protocol/person.ts";
import type { DocumentRoom } from "./documentRoom.ts";
import { serverClient } from "./clientOwners.ts";
import { NO_UPDATE } from "./documentState.ts";
import { UpdateRefused } from "./updateRefused.ts";

const CLIENT_BYTES = 6;

/** The client of what is done once: whose it is in the journal says whether that has been done, or forgone. */
export const clientOf = (name: DocumentName, once: string): number =>
  serverClient(
    createHash("sha256").update(`${name}\n${once}`).digest().readUIntBE(0, CLIENT_BYTES),
  );

/** Puts something in unless the client is somebody's by then, on whichever node; resolves once that is durable. */
const unlessOwned = async (
  room: DocumentRoom,
  client: number,
  putIn: () => Promise<void>,
): Promise<string | undefined> => {
  await room.catchUp();
  try {
    await (room.state.ownerOf(client) === undefined
      ? putIn()
      : room.put(NO_UPDATE, undefined, true));
  } catch (reason) {
    const isTaken = reason instanceof UpdateRefused && reason.reason === "not_yours";
    if (!isTaken || room.state.ownerOf(client) === undefined) {
      throw reason;
    }
  }
  return room.state.ownerOf(client);
};

/** Admits an update in somebody's name, once. False, and nothing is changed, if it was forgone before. Throws `UpdateRefused`. */
export const admitOnce = async (
  room: DocumentRoom,
  by: Person,
  { update, once }: { readonly update: Uint8Array; readonly once: string },
): Promise<boolean> => {
  const client = clientOf(room.name, once);
  return (await unlessOwned(room, client, () => room.put(update, by, false, client))) === by.id;
};

/** Sees to it that something is not done any more. False if it has been. */
export const forgo = async (room: DocumentRoom, once: string): Promise<boolean> => {
  const client = clientOf(room.name, once);
  const isNobodys = async (): Promise<boolean> =>
    (await unlessOwned(room, client, () => room.put(NO_UPDATE, undefined, true, client))) === "";
  return room.state.isEnded || isNobodys();
};
