import type { Server, Socket } from "socket.io";
import type { Audience } from "../../shared/boards/boardChange.ts";
import { joinBoard, leaveBoard } from "../../shared/boards/joinBoard.ts";
import type { ReadBoard } from "../boards/getBoard.ts";
import type { Actor } from "../dispatch/actor.ts";
import { parseInput } from "../dispatch/parseInput.ts";

const PRESENCE_EVERY_MS = 1000;

/** Rooms are named so that none can be mistaken for another kind's. */
export const rooms = {
  /** Everybody on a board. */
  board: (boardId: string) => `board:${boardId}`,
  audience: (boardId: string, audience: Audience) => `board:${boardId}:${audience}`,
  community: (communityId: string) => `community:${communityId}`,
  user: (userId: string) => `user:${userId}`,
  login: (loginId: string) => `login:${loginId}`,
};

interface BoardRoomsDeps {
  readonly io: Server;
  readonly readBoard: ReadBoard;
}

/** Who is on which board, and telling them how many they are. */
export const boardRooms = ({ io, readBoard }: BoardRoomsDeps) => {
  const changed = new Set<string>();
  const here = (boardId: string): number =>
    io.sockets.adapter.rooms.get(rooms.board(boardId))?.size ?? 0;

  const timer = setInterval(() => {
    for (const boardId of changed) {
      io.to(rooms.board(boardId)).volatile.emit("board.presence", { boardId, here: here(boardId) });
    }
    changed.clear();
  }, PRESENCE_EVERY_MS);
  timer.unref();

  const leave = async (socket: Socket, boardId: string): Promise<void> => {
    await socket.leave(rooms.audience(boardId, "public"));
    await socket.leave(rooms.audience(boardId, "staff"));
    await socket.leave(rooms.board(boardId));
    changed.add(boardId);
  };

  return {
    /**
     * The room is entered before the snapshot is read, so that no change falls between the two; what the
     * client hears before it has the snapshot it keeps until then.
     */
    join: async (socket: Socket, actor: Actor, input: unknown) => {
      const wanted = parseInput(joinBoard.input, input);
      const { boardId } = wanted;
      const { audience } = await readBoard(actor, { ...wanted, limit: 1 });
      await socket.join([rooms.board(boardId), rooms.audience(boardId, audience)]);
      const snapshot = await readBoard(actor, wanted);
      if (snapshot.audience !== audience) {
        await leave(socket, boardId);
        await socket.join([rooms.board(boardId), rooms.audience(boardId, snapshot.audience)]);
      }
      await socket.join(rooms.community(snapshot.board.communityId));
      changed.add(boardId);
      return { ...snapshot, here: here(boardId) };
    },

    leave: async (socket: Socket, input: unknown) => {
      const { boardId } = parseInput(leaveBoard.input, input);
      await leave(socket, boardId);
      return {};
    },

    /** A socket that closes leaves its rooms by itself; the others are told of it. */
    closing: (socket: Socket): void => {
      for (const room of socket.rooms) {
        const [kind, boardId] = room.split(":");
        if (kind === "board" && boardId !== undefined) {
          changed.add(boardId);
        }
      }
    },

    close: (): void => clearInterval(timer),
  };
};

export type BoardRooms = ReturnType<typeof boardRooms>;
