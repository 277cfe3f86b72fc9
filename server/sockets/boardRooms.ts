import type { Server, Socket } from "socket.io";
import type { Audience } from "../../shared/boards/boardChange.ts";
import { joinBoard, leaveBoard } from "../../shared/boards/joinBoard.ts";
import { BoardId } from "../../shared/protocol/ids.ts";
import type { ReadBoard } from "../boards/getBoard.ts";
import type { ViewBoard } from "../boards/viewBoard.ts";
import type { Actor } from "../dispatch/actor.ts";
import { parseInput } from "../dispatch/parseInput.ts";
import { Refusal } from "../dispatch/refusal.ts";
import { withOwn } from "../dispatch/replyText.ts";
import { Elsewhere } from "./elsewhere.ts";

const PRESENCE_EVERY_MS = 1000;
const JOIN_TRIES = 5;

/** Rooms are named so that none can be mistaken for another kind's. */
export const rooms = {
  /** Everybody on a board. */
  board: (boardId: string) => `board:${boardId}`,
  audience: (boardId: string, audience: Audience) => `board:${boardId}:${audience}`,
  community: (communityId: string) => `community:${communityId}`,
  user: (userId: string) => `user:${userId}`,
  login: (loginId: string) => `login:${loginId}`,
  /** Everybody who looks at a community's pages. */
  wiki: (communityId: string) => `wiki:${communityId}`,
  document: (name: string) => `document:${name}`,
};

/** Those of these rooms that are boards. */
export const boardsIn = (names: Iterable<string>): BoardId[] =>
  [...names].flatMap((name) => {
    const [kind, id, audience] = name.split(":");
    const boardId = BoardId.safeParse(id).data;
    return kind === "board" && audience === undefined && boardId !== undefined ? [boardId] : [];
  });

interface BoardRoomsDeps {
  readonly io: Server;
  readonly viewBoard: ViewBoard;
  readonly readBoard: ReadBoard;
  /** Tells other nodes how many are on boards of this one. */
  readonly tellCounts: (counts: Readonly<Record<string, number>>) => void;
}

/** Who is on which board, and telling them how many they are. */
export const boardRooms = ({ io, viewBoard, readBoard, tellCounts }: BoardRoomsDeps) => {
  const elsewhere = new Elsewhere();
  /** Where the number of people changed, and where that of those of this node did. */
  const changed = new Set<string>();
  const moved = new Set<string>();
  const onThisNode = (boardId: string): number =>
    io.sockets.adapter.rooms.get(rooms.board(boardId))?.size ?? 0;
  const here = (boardId: string): number => onThisNode(boardId) + elsewhere.count(boardId);
  const move = (boardId: string): void => {
    changed.add(boardId);
    moved.add(boardId);
  };

  const timer = setInterval(() => {
    if (moved.size > 0) {
      tellCounts(Object.fromEntries([...moved].map((boardId) => [boardId, onThisNode(boardId)])));
      moved.clear();
    }
    for (const boardId of changed) {
      const room = rooms.board(boardId);
      io.local.to(room).volatile.emit("board.presence", { boardId, here: here(boardId) });
    }
    changed.clear();
  }, PRESENCE_EVERY_MS);
  timer.unref();

  const leave = async (socket: Socket, boardId: string): Promise<void> => {
    await socket.leave(rooms.audience(boardId, "public"));
    await socket.leave(rooms.audience(boardId, "staff"));
    await socket.leave(rooms.board(boardId));
    move(boardId);
  };

  return {
    /**
     * The rooms are entered before the snapshot is read, so that no change falls between the two; what the
     * client hears before it has the snapshot it keeps until then. Who loses a right meanwhile is put out of
     * a room, or sees another snapshot: then all is asked again.
     */
    join: async (socket: Socket, actor: Actor, input: unknown) => {
      const wanted = parseInput(joinBoard.input, input);
      const { boardId } = wanted;
      for (let attempt = 1; ; attempt += 1) {
        const seen = await viewBoard(actor, boardId);
        if (!seen) {
          throw new Refusal("board_not_found");
        }
        const { audience, community } = seen;
        const own = [
          rooms.board(boardId),
          rooms.audience(boardId, audience),
          rooms.community(community._id),
        ];
        if (!socket.connected) {
          // It would never leave.
          throw new Refusal("unavailable");
        }
        await socket.join(own);
        try {
          const snapshot = await readBoard(actor, wanted);
          const isStill = own.every((room) => socket.rooms.has(room));
          if (isStill && snapshot.audience === audience) {
            move(boardId);
            return withOwn(snapshot, { here: here(boardId) });
          }
        } catch (reason) {
          await leave(socket, boardId);
          throw reason;
        }
        await leave(socket, boardId);
        if (attempt === JOIN_TRIES) {
          throw new Refusal("unavailable", { retryAfter: 1 });
        }
      }
    },

    leave: async (socket: Socket, input: unknown) => {
      const { boardId } = parseInput(leaveBoard.input, input);
      await leave(socket, boardId);
      return {};
    },

    /** A socket that closes leaves its rooms by itself; the others are told of it. */
    closing: (socket: Socket): void => boardsIn(socket.rooms).forEach(move),

    /** Another node says how many are there. */
    hear: (nodeId: string, counts: Readonly<Record<string, number>>): void => {
      elsewhere.hear(nodeId, counts);
      Object.keys(counts).forEach((boardId) => changed.add(boardId));
    },

    /** Another node is gone, and who was there with it. */
    forget: (nodeId: string): void => {
      elsewhere.forget(nodeId).forEach((boardId) => changed.add(boardId));
    },

    /** Another node has come, which knows no counts yet. */
    countAgain: (): void => {
      boardsIn(io.sockets.adapter.rooms.keys()).forEach((boardId) => moved.add(boardId));
    },

    close: (): void => clearInterval(timer),
  };
};

export type BoardRooms = ReturnType<typeof boardRooms>;
