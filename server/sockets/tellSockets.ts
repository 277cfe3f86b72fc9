import type { Server } from "socket.io";
import { DocumentName } from "../../shared/documents/documentName.ts";
import { BoardId } from "../../shared/protocol/ids.ts";
import type { AfterCommit, RightsChanged } from "../dispatch/afterCommit.ts";
import { rooms } from "./boardRooms.ts";

interface Window {
  /** The socket it has: the answer tells it. */
  readonly from: string | undefined;
  /** There are no other nodes, and so no windows on them. */
  readonly isAlone: boolean;
}

/** Tells one's own other windows of one's vote. */
export const tellOwnVote = (
  io: Server,
  { userId, vote }: Extract<AfterCommit, { what: "ownVote" }>,
  { from, isAlone }: Window,
): void => {
  const room = rooms.user(userId);
  const here = io.sockets.adapter.rooms.get(room);
  const others = (here?.size ?? 0) - (from !== undefined && here?.has(from) ? 1 : 0);
  // Nearly always nobody: then not even the packet is made.
  if (others > 0 || !isAlone) {
    io.to(room)
      .except(from ?? [])
      .emit("vote.changed", vote);
  }
};

/** Puts everybody out of a document's room on this node; who may still read it joins again. */
const leaveDocument = ({ local }: Server, name: DocumentName): void => {
  const room = rooms.document(name);
  local.to(room).emit("document.left", { name });
  local.in(room).socketsLeave([room]);
};

/** Those of these rooms that are documents. */
const documentsIn = (names: Iterable<string>): DocumentName[] =>
  [...names].flatMap((room) => {
    const name = DocumentName.safeParse(room.slice("document:".length)).data;
    return room.startsWith("document:") && name !== undefined ? [name] : [];
  });

/** Closes what somebody's changed rights may have closed, on this node and at once. */
export const closeSockets =
  (io: Server) =>
  ({ of }: RightsChanged): void => {
    // Not through the adapter: it acts here only once Redis has answered.
    const { local } = io;
    if ("user" in of) {
      // They connect again at once, and are asked again who they are and what they may.
      local.in(rooms.user(of.user)).disconnectSockets(true);
    } else if ("login" in of) {
      local.in(rooms.login(of.login)).disconnectSockets(true);
    } else if ("community" in of) {
      local.in(rooms.community(of.community)).disconnectSockets(true);
    } else if ("documents" in of) {
      of.documents.forEach((name) => leaveDocument(io, name));
    } else {
      // Which of its ideas have documents that somebody hears of is not known here.
      documentsIn(io.sockets.adapter.rooms.keys())
        .filter((name) => name.startsWith("idea:"))
        .forEach((name) => leaveDocument(io, name));
      const room = rooms.board(of.board);
      const boardId = BoardId.parse(of.board);
      local.to(room).emit("board.left", { boardId });
      local
        .in(room)
        .socketsLeave([room, rooms.audience(boardId, "public"), rooms.audience(boardId, "staff")]);
    }
  };
