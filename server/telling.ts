import type { Server } from "socket.io";
import type { HotBoards } from "./boards/hotBoards.ts";
import type { RightsChanged, Tell } from "./dispatch/afterCommit.ts";
import type { Nodes } from "./nodes/nodes.ts";
import type { Belief } from "./rights/belief.ts";
import { tellHint } from "./sockets/hintRooms.ts";
import type { RecentRights } from "./sockets/recentRights.ts";
import { closeSockets, tellOwnVote } from "./sockets/tellSockets.ts";

interface TellingDeps {
  readonly io: Server;
  readonly belief: Belief;
  readonly hotBoards: HotBoards;
  readonly recentRights: RecentRights;
  readonly closeDocuments: (rights: RightsChanged) => void;
  /** Absent where there are none. */
  readonly nodes: () => Pick<Nodes, "tell"> | undefined;
}

/** Who is told what beside the records that changed, here and on other nodes. */
export const openTelling = (deps: TellingDeps) => {
  const { io, belief, hotBoards, recentRights, closeDocuments, nodes } = deps;
  const close = closeSockets(io);
  const rightsChanged = (rights: RightsChanged): void => {
    belief.forget();
    hotBoards.rightsChanged(rights);
    recentRights.changed(rights);
    setImmediate(() => closeDocuments(rights));
    // After the reply: whoever changed their own rights is told so before their socket is closed.
    setImmediate(() => close(rights));
  };
  const tell: Tell = (after, { socketId }) => {
    if (after.what === "ownVote") {
      tellOwnVote(io, after, { from: socketId, isAlone: nodes() === undefined });
    } else if (after.what === "wiki" || after.what === "document") {
      tellHint(io, after);
    } else {
      rightsChanged(after);
      nodes()?.tell(after);
    }
  };
  return { rightsChanged, tell };
};
