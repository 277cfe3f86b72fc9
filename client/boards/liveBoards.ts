import { BoardChange, BoardLeft, BoardPresence, OwnVote } from "../../shared/boards/boardChange.ts";
import { leaveBoard } from "../../shared/boards/joinBoard.ts";
import type { BoardId, UserId } from "../../shared/protocol/ids.ts";
import type { Connection } from "../connection/connection.ts";
import { deviceStorage } from "../design/deviceStorage.ts";
import { liveBoard, type LiveBoard } from "./liveBoard.ts";

/** A board left for a moment is kept, so that going back to it from an idea is instant. */
const KEEP_FOR = 60_000;

interface OpenBoard {
  board: LiveBoard;
  viewers: number;
  closing?: ReturnType<typeof setTimeout>;
}

/** The boards that are open on this page, each once, however many views look at it. */
export const liveBoards = (connection: Connection) => {
  const open = new Map<BoardId, OpenBoard>();
  let userId: UserId | undefined;

  const hear = (name: string, payload: unknown) => {
    if (name === "board.changed") {
      const { data: change } = BoardChange.safeParse(payload);
      void (change && open.get(change.boardId)?.board.receive(change));
    } else if (name === "board.presence") {
      const { data: presence } = BoardPresence.safeParse(payload);
      if (presence) {
        open.get(presence.boardId)?.board.hear(presence.here);
      }
    } else if (name === "vote.changed") {
      const { data: vote } = OwnVote.safeParse(payload);
      if (vote) {
        open.get(vote.boardId)?.board.hearVote(vote.ideaId, vote.voted);
      }
    } else if (name === "board.left") {
      const { data: left } = BoardLeft.safeParse(payload);
      void (left && open.get(left.boardId)?.board.join());
    }
  };

  connection.listen({
    event: hear,
    connected: async () => {
      await Promise.all([...open.values()].map(({ board }) => board.join()));
    },
    woken: () => {
      for (const { board } of open.values()) {
        void board.catchUp();
      }
    },
  });

  const close = (boardId: BoardId) => {
    open.delete(boardId);
    if (connection.isLive()) {
      void connection.emit(leaveBoard.name, { boardId });
    }
  };

  const find = (boardId: BoardId): OpenBoard => {
    const known = open.get(boardId);
    if (known) {
      return known;
    }
    const opened = {
      board: liveBoard(boardId, connection, () => userId, deviceStorage),
      viewers: 0,
    };
    open.set(boardId, opened);
    if (connection.isLive()) {
      void opened.board.join();
    }
    return opened;
  };

  return {
    get: (boardId: BoardId): LiveBoard => find(boardId).board,
    /** Only if it is open already. */
    peek: (boardId: BoardId): LiveBoard | undefined => open.get(boardId)?.board,
    /** Holds the board open until the returned function is called. */
    hold(boardId: BoardId): () => void {
      const held = find(boardId);
      clearTimeout(held.closing);
      held.viewers += 1;
      return () => {
        held.viewers -= 1;
        if (held.viewers === 0) {
          held.closing = setTimeout(() => close(boardId), KEEP_FOR);
        }
      };
    },
    /** Those that were not there, or not for these eyes, are asked for once more. */
    joinMissing() {
      for (const { board } of open.values()) {
        if (board.store.getState().phase === "missing") {
          void board.join();
        }
      }
    },
    /** Who looks now. The caller renews the connection, which joins again under the new rights. */
    setUser(id: UserId | undefined) {
      userId = id;
      for (const { board } of open.values()) {
        void board.loadVotes();
      }
    },
  };
};

export type LiveBoards = ReturnType<typeof liveBoards>;
