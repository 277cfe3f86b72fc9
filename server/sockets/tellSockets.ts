import type { Server } from "socket.io";
import { BoardId } from "../../shared/protocol/ids.ts";
import type { AfterCommit } from "../dispatch/afterCommit.ts";
import { rooms } from "./boardRooms.ts";

/** Tells one's own windows of one's vote, and closes what somebody's changed rights may have closed. */
export const tellSockets =
  (io: Server) =>
  (after: AfterCommit): void => {
    if (after.what === "ownVote") {
      io.to(rooms.user(after.userId)).emit("vote.changed", after.vote);
      return;
    }
    const { of } = after;
    if ("user" in of) {
      // They connect again at once, and are asked again who they are and what they may.
      io.in(rooms.user(of.user)).disconnectSockets(true);
    } else if ("login" in of) {
      io.in(rooms.login(of.login)).disconnectSockets(true);
    } else if ("community" in of) {
      io.in(rooms.community(of.community)).disconnectSockets(true);
    } else {
      const room = rooms.board(of.board);
      const boardId = BoardId.parse(of.board);
      io.to(room).emit("board.left", { boardId });
      io.in(room).socketsLeave([
        room,
        rooms.audience(boardId, "public"),
        rooms.audience(boardId, "staff"),
      ]);
    }
  };
